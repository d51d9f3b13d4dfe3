namespace Parley.Search;

/// <summary>A stretch of text of one kind, folded.</summary>
/// <param name="Kind"><see cref="RuneKind.Word"/>, <see cref="RuneKind.RunOn"/> or <see cref="RuneKind.Symbol"/>.</param>
/// <param name="Text">Never empty; a symbol is a run by itself.</param>
internal readonly record struct TextRun(RuneKind Kind, string Text);
