using System.CommandLine;

namespace Parley.Host.Commands;

/// <summary><c>parley demo</c>: makes the demo people and prints their sign-ins.</summary>
internal static class DemoCommand
{
    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var command = new Command("demo", "Make the demo people alice, bob and carol, and print their sign-ins.");
        command.SetAction(async (parsed, cancel) =>
        {
            var (_, host) = CommandLine.Configure(parsed, inline);
            await using var installation = await Installation.OpenAsync(host, shared: false, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
            await DemoPeople.MakeAndPrintAsync(installation, Console.Out, cancel);
            return 0;
        });
        return command;
    }
}
