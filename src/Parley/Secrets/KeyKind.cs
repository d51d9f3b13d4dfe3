namespace Parley.Secrets;

/// <summary>Which keys may be replaced while servers run.</summary>
public enum KeyKind
{
    /// <summary>Those that sign access tokens.</summary>
    Signing,

    /// <summary>Those that encrypt fields at rest.</summary>
    Field,
}
