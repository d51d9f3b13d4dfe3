using Parley.Accounts;
using Parley.Configuration;

namespace Parley.Emergency;

/// <summary>Whom a call for help reaches (section <c>Emergency</c>).</summary>
public sealed class EmergencyOptions
{
    /// <summary>The platform's number, told to everybody who calls. Default none: the other party's is told (document 000, 4).</summary>
    public string? Phone { get; init; }

    /// <summary>Whose number that is, 1 to 64 characters (<c>Emergency:ContactName</c>).</summary>
    public string ContactName { get; init; } = "平台客服";

    /// <summary>What of them operators may change while the server runs.</summary>
    public static IReadOnlyList<ChangeableSetting> Changeable { get; } =
    [
        new("Emergency:Phone", "The number that everybody who calls for help is told; the other party's where empty.", "紧急呼叫时告诉每个人的号码；留空则告诉对方的号码。"),
        new("Emergency:ContactName", "Whose number that is.", "这个号码是谁的。"),
    ];

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static EmergencyOptions Read(Settings settings)
    {
        var (phone, name) = (settings.Text("Emergency:Phone"), settings.Text("Emergency:ContactName") ?? "平台客服");
        var clean = FieldRules.CleanHelpline(phone);
        if (!string.IsNullOrEmpty(phone) && clean is null)
            throw new SettingException("Emergency:Phone", "a phone number, of 3 digits at least", phone);
        return FieldRules.IsDisplayName(name)
            ? new EmergencyOptions { Phone = clean, ContactName = name }
            : throw new SettingException("Emergency:ContactName", "1 to 64 characters", name);
    }
}
