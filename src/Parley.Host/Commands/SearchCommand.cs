using System.CommandLine;
using Parley.Search;

namespace Parley.Host.Commands;

/// <summary><c>parley search rebuild</c>: makes the index of messages' words anew.</summary>
internal static class SearchCommand
{
    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var rebuild = new Command("rebuild", "Empty the index of messages' words and make it anew. On PostgreSQL also while servers run.");
        rebuild.SetAction(async (parsed, cancel) =>
        {
            var (_, host) = CommandLine.Configure(parsed, inline);
            var logs = Ops.Logs.CreateQuiet();
            await using var installation = await Installation.OpenAsync(host, shared: false, TimeProvider.System, logs, cancel);
            await using var indexer = new MessageIndexer(installation.Stores.Search, installation.Clock, logs.CreateLogger<MessageIndexer>());
            await installation.Stores.Search.ClearAsync(cancel);
            Console.WriteLine($"Indexed {await indexer.CatchUpAsync(cancel)} messages.");
            return 0;
        });
        return new Command("search", "The search of messages.") { rebuild };
    }
}
