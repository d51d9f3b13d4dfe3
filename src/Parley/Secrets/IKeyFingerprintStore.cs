namespace Parley.Secrets;

/// <summary>
/// Fingerprints of the keys that this installation works with, kept in the database: a node that comes with other keys would void every
/// token or open no sealed field, so it compares at start and refuses to run.
/// </summary>
public interface IKeyFingerprintStore
{
    /// <summary>Records a key's fingerprint unless one is recorded; the first writer wins, also among nodes that start at once.</summary>
    /// <param name="name">Which key: <c>signing</c>, <c>field:1</c>.</param>
    /// <param name="fingerprint">A one-way digest of the key, never the key.</param>
    /// <returns>The recorded fingerprint: the caller's own, or the one that came first.</returns>
    Task<string?> RecordAsync(string name, string fingerprint, CancellationToken cancel);
}
