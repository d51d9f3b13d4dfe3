namespace Parley.Secrets;

/// <summary>A stretch of a place where encrypted fields lie.</summary>
/// <param name="Last">Its last row; 0: the place has no more.</param>
/// <param name="Values">The encrypted fields in it.</param>
public sealed record SealedStretch(long Last, IReadOnlyList<SealedValue> Values);
