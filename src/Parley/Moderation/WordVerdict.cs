using System.Runtime.InteropServices;

namespace Parley.Moderation;

/// <summary>What the sensitive words say of a text.</summary>
/// <param name="IsRejected">It must not be sent.</param>
/// <param name="IsFlagged">Somebody should look at it.</param>
/// <param name="Masked">The text to store instead, or null to store it as it is.</param>
/// <param name="Words">Which words reject or flag it, the first ten; null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WordVerdict(bool IsRejected, bool IsFlagged, string? Masked, IReadOnlyList<string>? Words)
{
    /// <summary>With what is said of another text of the same message; what is masked stays as it is.</summary>
    public WordVerdict And(WordVerdict other) => new(
        IsRejected || other.IsRejected,
        IsFlagged || other.IsFlagged,
        Masked,
        Words is null ? other.Words : other.Words is null ? Words : [.. Words.Union(other.Words, StringComparer.Ordinal)]);
}
