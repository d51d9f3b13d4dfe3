using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parley.Load;

LoadOptions options;
try
{
    options = LoadOptions.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

var lines = File.ReadLines(options.Users).Skip(options.First).Take(options.Connections + options.Connections % 2)
    .Select(line => line.Split('\t')).ToArray();
if (lines.Length < options.Connections)
{
    await Console.Error.WriteLineAsync($"{options.Users} has only {lines.Length} users from {options.First} on");
    return 2;
}

var users = Enumerable.Range(0, options.Connections).Select(i => new LoadUser(lines[i][1], lines[i ^ 1][0])).ToArray();
var address = (await Dns.GetHostAddressesAsync(options.Url.Host, AddressFamily.InterNetwork))[0];
var server = new IPEndPoint(address, options.Url.Port);
var run = Guid.NewGuid().ToString("N")[..8];

// Pairs stay in one loop: delivery latency is then read on the thread that wrote the tick.
var loops = Enumerable.Range(0, options.Threads)
    .Select(t => new LoadLoop(options, server, users.Where((_, i) => i / 2 % options.Threads == t).ToArray(), run))
    .ToArray();
var report = new Report(options, loops);
foreach (var loop in loops)
    new Thread(loop.Run) { IsBackground = true }.Start();

var patience = Stopwatch.StartNew();
while (report.Connected + report.Lost < options.Connections)
{
    if (patience.Elapsed > TimeSpan.FromSeconds(60 + options.Connections / 100))
        return await report.GiveUpAsync();
    await Task.Delay(5);
}

report.PrintConnected();
void All(Phase phase) => Array.ForEach(loops, loop => loop.Phase = phase);
All(Phase.Warming);
await Task.Delay(TimeSpan.FromSeconds(options.Warmup));
report.Begin();
All(Phase.Measuring);
await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
report.End();
All(Phase.Warming);
report.Print();
All(Phase.Done);
return report.Lost > 0 || report.Errors > 0 ? 1 : 0;
