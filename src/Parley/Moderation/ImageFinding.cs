using System.Runtime.InteropServices;

namespace Parley.Moderation;

/// <summary>What a check says of a picture, and why.</summary>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="Label">What it is said to show, for those who look after it; null where nothing is said.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ImageFinding(ImageVerdict Verdict, string? Label = null);
