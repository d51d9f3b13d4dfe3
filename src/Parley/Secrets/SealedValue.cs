namespace Parley.Secrets;

/// <summary>An encrypted field of a row.</summary>
/// <param name="RowId">The row.</param>
/// <param name="Column">Where in it.</param>
/// <param name="Field">The name that it is sealed under (<see cref="FieldCipher"/>).</param>
/// <param name="Bytes">As it lies there.</param>
public sealed record SealedValue(long RowId, string Column, string Field, byte[] Bytes);
