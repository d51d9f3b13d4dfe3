namespace Parley.Secrets;

/// <summary>All fields that lie encrypted in the database, whoever's, for the rotation of keys; nothing here opens one.</summary>
public interface ISealedFieldStore
{
    /// <summary>Where such fields lie, always in the same order.</summary>
    IReadOnlyList<string> Places { get; }

    /// <summary>A stretch of a place, by id.</summary>
    /// <param name="after">The last row before it; 0: from the beginning.</param>
    /// <param name="limit">How many rows, with sealed fields or without.</param>
    Task<SealedStretch> ReadAsync(string place, long after, int limit, CancellationToken cancel);

    /// <summary>Puts values in the place of others, in one transaction; one that was changed meanwhile stays as it is then.</summary>
    Task ReplaceAsync(string place, IReadOnlyList<ResealedValue> values, CancellationToken cancel);
}
