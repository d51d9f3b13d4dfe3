using System.CommandLine;
using Parley.Host.Demo;

namespace Parley.Host.Commands;

/// <summary><c>parley serve</c>: the server.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Where to listen, separated by ';' (default: http://127.0.0.1:5080)." };
    private static readonly Option<string?> Redis = new("--redis") { Description = "HOST:PORT of a Redis that joins several nodes (default: none, a single node)." };
    private static readonly Option<bool> Demo = new("--demo") { Description = "Make the demo people and the demo marketplace, and print their sign-ins." };

    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var command = new Command("serve", "Serve until SIGTERM or Ctrl-C.") { Urls, Redis, Demo };
        command.SetAction(async (parsed, cancel) =>
        {
            var (configuration, host) = CommandLine.Configure(parsed, inline);
            if (parsed.GetValue(Urls) is { } urls)
                host = host with { Urls = Configuration.HostSettings.CheckUrls(urls) };
            if (parsed.GetValue(Redis) is { } redis)
                host = host with { Redis = redis };
            await using var server = await Server.StartAsync(configuration, host, inline.Keys, TimeProvider.System, cancel);
            if (parsed.GetValue(Demo))
            {
                await DemoPeople.MakeAndPrintAsync(server.Installation, Console.Out, cancel);
                await new DemoMarket(server).MakeAndPrintAsync(Console.Out, cancel);
            }

            await server.WhenToldToStopAsync(cancel);
            return 0;
        });
        return command;
    }
}
