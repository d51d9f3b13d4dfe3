using Parley.Accounts;
using Parley.Tenants;

namespace Parley.Host;

/// <summary>People for a load test, in the default tenant.</summary>
internal static class BenchPeople
{
    private const int AtOnce = 1_000;
    private const int FriendshipsAtOnce = 8;

    public static async Task MakeAsync(Installation installation, int count, string file, bool friends, CancellationToken cancel)
    {
        var run = installation.Ids.Next(); // So that a second run makes others.
        var people = new List<Account>(count);
        foreach (var chunk in Enumerable.Range(1, count).Chunk(AtOnce))
            people.AddRange(await installation.Registration.AddManyAsync(Tenant.DefaultId, [.. chunk.Select(number => $"bench-{run}-{number}")], cancel));

        if (friends)
        {
            await Parallel.ForEachAsync(
                people.Chunk(2).Where(pair => pair.Length == 2),
                new ParallelOptions { MaxDegreeOfParallelism = FriendshipsAtOnce, CancellationToken = cancel },
                async (pair, stop) => await Befriending.BefriendAsync(installation, pair[0], pair[1], stop));
        }

        await File.WriteAllLinesAsync(file, people.Select(account => $"{account.Id}\t{installation.Tokens.Issue(account, default)}"), cancel);
    }
}
