namespace Parley.Search;

/// <summary>One token that a message must have.</summary>
/// <param name="Text">The token, as <see cref="Tokeniser"/> cuts it.</param>
/// <param name="IsPrefix">Whether a token that only begins so will do.</param>
public readonly record struct SearchWord(string Text, bool IsPrefix);
