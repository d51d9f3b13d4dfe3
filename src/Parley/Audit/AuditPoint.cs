using System.Globalization;

namespace Parley.Audit;

/// <summary>A point of the chain, to be noted elsewhere: the database alone can't show that it was set back as a whole.</summary>
/// <param name="Seq">The number of a line.</param>
/// <param name="Hash">Its hash in hexadecimal.</param>
public sealed record AuditPoint(long Seq, string Hash)
{
    /// <summary>Where a chain stands.</summary>
    public static AuditPoint Of(AuditHead head) => new(head.Seq, Convert.ToHexStringLower(head.Hash));

    /// <summary>Reads <c>‹number›:‹hash›</c>.</summary>
    /// <returns>Null for anything else.</returns>
    public static AuditPoint? Parse(string text) =>
        text.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq > 0
        && hash.All(char.IsAsciiHexDigit)
            ? new AuditPoint(seq, hash.ToLowerInvariant())
            : null;

    /// <summary><c>‹number›:‹hash›</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}:{Hash}");
}
