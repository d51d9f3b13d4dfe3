namespace Parley.Jobs;

/// <summary>How many jobs of a kind there are.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Live">Waiting or running.</param>
/// <param name="Dead">Given up.</param>
public sealed record JobCount(string Kind, long Live, long Dead);
