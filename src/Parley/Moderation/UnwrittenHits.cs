using System.Diagnostics.CodeAnalysis;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>How many hits of whom were too many to be written down one by one, until one says so. Bounded. Owner: this object; order: its lock.</summary>
internal sealed class UnwrittenHits
{
    private const int MostPeople = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, (Account Sender, int Count)> _counts = [];

    /// <summary>Counts some.</summary>
    /// <returns>False when there is no room for another person.</returns>
    public bool Note(Account sender, int count = 1)
    {
        lock (_gate)
        {
            var known = _counts.GetValueOrDefault(sender.Id).Count;
            if (known == 0 && _counts.Count >= MostPeople)
                return false;
            _counts[sender.Id] = (sender, known + count);
            return true;
        }
    }

    /// <summary>Takes those of one person.</summary>
    public bool TryTake([NotNullWhen(true)] out Account? sender, out int count)
    {
        lock (_gate)
        {
            (sender, count) = _counts.Values.FirstOrDefault();
            return sender is not null && _counts.Remove(sender.Id);
        }
    }
}
