namespace Parley.Secrets;

/// <summary>An encrypted field and the same encrypted with another key.</summary>
/// <param name="Old">As it was read.</param>
/// <param name="Bytes">What takes its place.</param>
public sealed record ResealedValue(SealedValue Old, byte[] Bytes);
