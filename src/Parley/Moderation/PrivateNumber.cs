namespace Parley.Moderation;

/// <summary>A number in a text that is nobody else's business.</summary>
internal enum PrivateNumber
{
    /// <summary>A Chinese mobile number, with or without +86.</summary>
    Phone,

    /// <summary>A payment card's: 13 to 19 digits whose check digit is right.</summary>
    Card,

    /// <summary>A Chinese identity card's: 18 places whose check character is right (GB 11643-1999).</summary>
    IdCard,
}
