namespace Parley.Accounts;

/// <summary>What others see of private fields.</summary>
public static class Masking
{
    /// <summary><c>138****0000</c>: the first three and the last four digits; a short number keeps its last two only.</summary>
    public static string Phone(string phone) =>
        phone.Length >= 9 ? $"{phone[..3]}****{phone[^4..]}" : $"****{phone[^2..]}";
}
