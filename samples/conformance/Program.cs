// The host that the official suites, socket.io-client's own tests and this repository's black-box tests run against:
//   Parley.SocketIO.Conformance suites | client-tests | blackbox [--port 0] [--ping-interval 300] …
using System.Net;
using Parley.SocketIO;
using Parley.SocketIO.Conformance;

var arguments = CommandLine.Parse(args);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    if (arguments.Mode == "blackbox")
        kestrel.Listen(IPAddress.Loopback, arguments.Number("port", 0));
    else
        kestrel.ListenLocalhost(arguments.Number("port", arguments.Mode == "suites" ? 3000 : 3210)); // "localhost" is either protocol
    kestrel.Listen(IPAddress.Loopback, arguments.Number("control", 0));
    kestrel.Limits.RequestHeadersTimeout = arguments.Time("headers-timeout", 30_000);
});
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1)); // tests leave clients behind who don't poll any more
builder.Services.AddSocketIO(options => arguments.Apply(options));

var app = builder.Build();
var server = app.MapSocketIO().Server;
switch (arguments.Mode)
{
    case "suites":
        Suites.Serve(server);
        EngineEcho.Map(app, server);
        break;
    case "client-tests":
        ClientTests.Serve(server);
        break;
    default:
        var departures = new Departures();
        var held = new HeldClients();
        Control.Map(app, server, new BlackBox(server, departures, held), departures, held);
        break;
}

await app.StartAsync();
var ports = app.Urls.Select(url => new Uri(url).Port).ToArray();
Console.WriteLine($$"""{"port":{{ports[0]}},"control":{{ports[^1]}}}""");
await app.WaitForShutdownAsync();
