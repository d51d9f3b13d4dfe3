using System.Net;
using System.Net.Sockets;
using Parley.SocketIOLoad;

Options options;
Protocol protocol;
try
{
    options = Options.Parse(args);
    protocol = Protocol.Create(options);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

var address = (await Dns.GetHostAddressesAsync(options.Url.Host, AddressFamily.InterNetwork))[0];
Scenario scenario = options.Scenario switch
{
    "relay" => new Relay(options, index => protocol.Relay(Relay.Room(index ^ 1)), protocol.Join),
    "send" when options.Rate > 0 => new Paced(options, protocol),
    "send" => new Relay(options, protocol.Send, join: null),
    "broadcast" => new Broadcast(options, protocol),
    _ => new Idle(options),
};
var tally = scenario.Tally;
var report = new Report(options, tally);
using var loop = new Loop(options, new IPEndPoint(address, options.Url.Port), protocol, scenario);

if (!loop.RunUntil(() => scenario.Ready || tally.LostCount > 0, 60) || tally.LostCount > 0)
    return Fail($"only {tally.ConnectedCount} of {options.Connections} connected");
report.Connected();

if (options.Scenario == "idle")
{
    // Whoever measures the server ends this by closing standard input.
    report.PrintConnects();
    var end = Console.In.ReadToEndAsync();
    loop.RunUntil(() => end.IsCompleted, options.Seconds);
    return Verdict();
}

loop.Start();
loop.Run(options.Warmup);
report.Begin();
loop.Run(options.Seconds);
report.End();
scenario.Sending = false;
if (!loop.RunUntil(() => scenario.Settled, 10))
    tally.Wrong("messages were lost: not all that was sent has come back within 10 s of the end");
loop.Run(0.2); // what came twice would come now
report.PrintRates();
return Verdict();

int Verdict() => tally.LostCount == 0 && tally.WrongCount == 0 ? 0 : Fail($"{tally.WrongCount} wrong, {tally.LostCount} connections lost");

int Fail(string what)
{
    Console.Error.WriteLine($"{what}; the first: {tally.FirstError}");
    return 1;
}
