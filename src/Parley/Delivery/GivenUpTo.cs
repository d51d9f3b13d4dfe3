namespace Parley.Delivery;

/// <summary>What a connection was given of a conversation.</summary>
/// <param name="Seq">The highest message.</param>
/// <param name="Rev">The highest change.</param>
public readonly record struct GivenUpTo(long Seq, long Rev);
