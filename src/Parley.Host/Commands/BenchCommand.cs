using System.CommandLine;

namespace Parley.Host.Commands;

/// <summary><c>parley bench users</c>: people for a load test.</summary>
internal static class BenchCommand
{
    private const int Most = 1_000_000;

    private static readonly Argument<int> Count = new("N") { Description = $"How many people, 1 to {Most}." };
    private static readonly Argument<string> File = new("FILE") { Description = "Where the lines id<TAB>token go." };
    private static readonly Option<bool> Friends = new("--friends") { Description = "Make each two lines friends with an open conversation: the 1st and 2nd, the 3rd and 4th, …" };

    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var users = new Command("users", "Make people without hashing a password for each, with tokens of a day.") { Count, File, Friends };
        users.SetAction(async (parsed, cancel) =>
        {
            var count = parsed.GetValue(Count);
            if (count is < 1 or > Most)
                throw new RefusedException($"N must be a whole number from 1 to {Most}.");
            var (_, host) = CommandLine.Configure(parsed, inline);
            await using var installation = await Installation.OpenAsync(host, shared: false, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
            await BenchPeople.MakeAsync(installation, count, parsed.GetValue(File)!, parsed.GetValue(Friends), cancel);
            Console.WriteLine($"Made {count} people; their tokens are in {parsed.GetValue(File)}.");
            return 0;
        });
        return new Command("bench", "For load tests.") { users };
    }
}
