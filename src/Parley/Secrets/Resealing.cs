using System.Security.Cryptography;

namespace Parley.Secrets;

/// <summary>
/// Encrypts with the key in use what older keys encrypted, a stretch at a time, while servers run: a value that somebody changes meanwhile is
/// left as they wrote it. Any node may do any stretch, and do it twice.
/// </summary>
public sealed class Resealing(ISealedFieldStore store, FieldCipher cipher)
{
    /// <summary>The kind of the jobs that do it; the payload is a <see cref="ResealPlace"/>.</summary>
    public const string Kind = "keys.reseal";

    /// <summary>There is one such job at most.</summary>
    public const string UniqueKey = "fields";

    private const int RowsAtOnce = 200;

    /// <summary>Does a stretch.</summary>
    /// <returns>Where to go on, or null at the end; and how many fields could not be opened.</returns>
    public async Task<(ResealPlace? Next, int Unreadable)> StepAsync(ResealPlace at, CancellationToken cancel)
    {
        var place = store.Places[at.Index];
        var stretch = await store.ReadAsync(place, at.After, RowsAtOnce, cancel);
        if (stretch.Last == 0)
            return (at.Index + 1 < store.Places.Count ? new ResealPlace(at.Index + 1, 0) : null, 0);
        var (fresh, unreadable) = (new List<ResealedValue>(), 0);
        foreach (var value in stretch.Values)
        {
            if (FieldCipher.KeyOf(value.Bytes) == cipher.CurrentKeyId)
                continue;
            try
            {
                fresh.Add(new ResealedValue(value, cipher.Seal(value.Field, cipher.Open(value.Field, value.Bytes))));
            }
            catch (CryptographicException)
            {
                unreadable++;
            }
        }

        if (fresh.Count > 0)
            await store.ReplaceAsync(place, fresh, cancel);
        return (at with { After = stretch.Last }, unreadable);
    }

    /// <summary>How many fields each key encrypts, those in a place that changes meanwhile as they are when it is read.</summary>
    public async Task<IReadOnlyDictionary<int, long>> CountAsync(CancellationToken cancel)
    {
        var counts = new SortedDictionary<int, long>();
        foreach (var place in store.Places)
        {
            for (var after = 0L; await store.ReadAsync(place, after, RowsAtOnce, cancel) is { Last: > 0 } stretch; after = stretch.Last)
            {
                foreach (var value in stretch.Values)
                    counts[FieldCipher.KeyOf(value.Bytes)] = counts.GetValueOrDefault(FieldCipher.KeyOf(value.Bytes)) + 1;
            }
        }

        return counts;
    }
}
