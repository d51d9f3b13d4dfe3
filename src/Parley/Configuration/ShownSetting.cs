namespace Parley.Configuration;

/// <summary>A setting as operators see it.</summary>
/// <param name="Known">What is known of it.</param>
/// <param name="Value">What holds; null where nothing does, and for a secret.</param>
/// <param name="Source">Where that comes from.</param>
/// <param name="Changeable">What it does where it may be changed; null where it may not.</param>
public sealed record ShownSetting(KnownSetting Known, string? Value, SettingSource Source, ChangeableSetting? Changeable)
{
    internal static ShownSetting Of(KnownSetting known, Settings settings, ChangeableSetting? changeable)
    {
        var value = settings.Peek(known.Name);
        return new ShownSetting(known, known.IsSecret ? null : value is null ? known.Default : Shown(known, value), settings.SourceOf(known.Name), changeable);
    }

    // Whoever may see where a server lies need not know with what one signs in there.
    private static string Shown(KnownSetting known, string value) =>
        known.Allowed is null && Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.UserInfo.Length > 0 || address.Query.Length > 0)
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : value;
}
