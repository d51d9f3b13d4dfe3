using System.Runtime.InteropServices;

namespace Parley.Moderation;

/// <summary>What the sensitive words say of a text.</summary>
/// <param name="IsRejected">It must not be sent.</param>
/// <param name="IsFlagged">Somebody should look at it.</param>
/// <param name="Masked">The text to store instead, or null to store it as it is.</param>
/// <param name="Words">Which words reject or flag it, the first ten; null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WordVerdict(bool IsRejected, bool IsFlagged, string? Masked, IReadOnlyList<string>? Words);
