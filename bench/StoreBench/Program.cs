using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Messages;
using Parley.Primitives;
using Parley.Search;
using Parley.Storage;
using Parley.StoreBench;

// The writer alone, without sockets: so many sends in flight over so many direct conversations for so many seconds.
var options = Options.Parse(args);
var ids = new IdGenerator(TimeProvider.System);
var settled = new SettledWrites();
var opening = Stopwatch.StartNew();
await using var stores = await Stores.OpenAsync(
    DatabaseUrl.Parse(options.Database), new StorageOptions(), ids, TimeProvider.System, settled, NullLoggerFactory.Instance, CancellationToken.None);
opening.Stop();
ids.Use(new NodeLease(Environment.ProcessId % 64, 0, long.MaxValue), TimeSpan.FromDays(1));

if (options.Fill > 0)
{
    await Filling.RunAsync(stores, options.Fill, options.Days);
    return;
}

if (options.Count)
{
    await Counting.RunAsync(stores, opening.Elapsed);
    return;
}

var tally = new Tally();
await using var indexer = new MessageIndexer(stores.Search, TimeProvider.System, NullLogger<MessageIndexer>.Instance);
if (options.Index)
    indexer.Start();
var seats = await World.MakeAsync(stores, ids, options.Conversations);
var delivery = Task.Run(async () =>
{
    var inFlight = options.Writers;
    await foreach (var item in settled.Reader.ReadAllAsync())
    {
        tally.Batches++;
        foreach (var write in item.Batch!)
        {
            if (options.Index && write is PendingSend { Conversation: { } conversation })
                indexer.Note(conversation.Id);
            stores.Messages.Release(write);
            write.Settled();
            if (tally.IsOver && --inFlight == 0)
                return;
        }
    }
});

var cpu = Process.GetCurrentProcess().TotalProcessorTime;
var watch = Stopwatch.StartNew();
for (var i = 0; i < options.Writers; i++)
    new Sender(stores.Messages, seats, (int)((long)i * seats.Length / options.Writers), tally).Next();
await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
tally.IsOver = true;
await delivery;
var seconds = watch.Elapsed.TotalSeconds;
cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
Console.WriteLine(
    $"{stores.Kind} in flight {options.Writers} conversations {options.Conversations}: {tally.Count / seconds:N0} messages/s, "
    + $"batch {(double)tally.Count / tally.Batches:F1}, p50 {tally.Percentile(0.5):F1} ms, p99 {tally.Percentile(0.99):F1} ms, "
    + $"own CPU {cpu.TotalMicroseconds / tally.Count:F1} µs a message");
if (options.Index)
{
    watch.Restart();
    var behind = await indexer.CatchUpAsync(CancellationToken.None);
    Console.WriteLine($"  at the end the search index was {behind} messages behind; caught up without resting in {watch.Elapsed.TotalSeconds:F1} s");
}
