using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Contacts;

/// <summary>What the fields of contacts and their groups may hold.</summary>
internal static class ContactRules
{
    public const int LongestName = 50; // document 004, 2.1.2
    private const int LongestAvatar = 255;
    private const int LongestDescription = 2_000;
    private const int LongestColor = 20;

    /// <summary>Why a patch can't be written, or null. What lies in the store is not asked.</summary>
    public static Refusal? Judge(ContactPatch patch)
    {
        if (patch.Name.IsSet && !IsName(patch.Name.Value))
            return FieldRules.Invalid("name", LongestName);
        if (patch.Phone is { Value: { } phone } && FieldRules.CleanPhone(phone) is null)
            return FieldRules.Invalid("phone");
        if (patch.Email is { Value: { } email } && (FieldRules.CleanEmail(email) is null || email.Trim().Length > 100))
            return FieldRules.Invalid("email", 100);
        if (patch.IdCard is { Value: { } idCard } && IdCards.Clean(idCard) is null)
            return FieldRules.Invalid("idCard");
        if (patch.Avatar is { Value: { } avatar } && (avatar.Length > LongestAvatar || !FieldRules.IsPictureUrl(avatar)))
            return FieldRules.Invalid("avatar", LongestAvatar);
        return patch.Description is { Value: { } text } && (text.Length > LongestDescription || !FieldRules.IsKeepable(text))
            ? FieldRules.Invalid("description", LongestDescription)
            : null;
    }

    /// <summary>The same for a group.</summary>
    public static Refusal? Judge(ContactGroupPatch patch)
    {
        if (patch.Name.IsSet && !IsName(patch.Name.Value))
            return FieldRules.Invalid("name", LongestName);
        return patch.Color is { Value: { } color } && !IsColor(color) ? FieldRules.Invalid("color", LongestColor) : null;
    }

    private static bool IsName(string? text) => FieldRules.IsLine(text, LongestName);

    // It ends up in somebody's style sheet: nothing that could end a value there.
    private static bool IsColor(string text) =>
        text.Length is > 0 and <= LongestColor && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '#' or '(' or ')' or ',' or '.' or '%' or ' ');
}
