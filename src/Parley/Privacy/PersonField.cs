namespace Parley.Privacy;

/// <summary>A field of what is known of a person.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">A number, a text, a truth value, bytes where it is sealed; null: none.</param>
/// <param name="SealedAs">Under which name it is encrypted (<see cref="Secrets.FieldCipher"/>); null: it is not.</param>
public sealed record PersonField(string Name, object? Value, string? SealedAs);
