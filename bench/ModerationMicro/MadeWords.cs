using Parley.Moderation;
using Parley.Primitives;

namespace Parley.ModerationMicro;

/// <summary>A list of so many made-up words, half of them Chinese, in memory: as it would come from the database.</summary>
internal sealed class MadeWords(int count) : IWordStore
{
    private readonly SensitiveWord[] _words = Make(count);

    public Task<long> ReadVersionAsync(CancellationToken cancel) => Task.FromResult(1L);

    public Task<(long Version, IReadOnlyList<SensitiveWord> Words)> ReadAsync(CancellationToken cancel) =>
        Task.FromResult<(long, IReadOnlyList<SensitiveWord>)>((1, _words));

    public Task SetAsync(IReadOnlyList<(string Key, SensitiveWord Word)> words, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> RemoveAsync(TenantId tenant, string key, string word, CancellationToken cancel) => throw new NotSupportedException();

    // The same each time; of characters that the messages have too, so that searches go some way into the tree.
    private static SensitiveWord[] Make(int count)
    {
        var random = new Random(7);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < count)
        {
            words.Add(words.Count % 2 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(2, 6)).Select(_ => (char)random.Next(0x4E00, 0x9FA5)))
                : string.Concat(Enumerable.Range(0, random.Next(6, 12)).Select(_ => (char)random.Next('a', 'z' + 1))));
        }

        return [.. words.Select(word => new SensitiveWord(default, word, WordAction.Reject, 0))];
    }
}
