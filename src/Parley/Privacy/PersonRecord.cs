namespace Parley.Privacy;

/// <summary>One thing that is known of a person.</summary>
/// <param name="Cursor">Where to go on after it.</param>
/// <param name="Fields">What is known.</param>
public sealed record PersonRecord(long Cursor, IReadOnlyList<PersonField> Fields);
