using System.CommandLine;

namespace Parley.Host.Commands;

/// <summary><c>parley migrate</c>: brings the database's schema up to date and ends.</summary>
internal static class MigrateCommand
{
    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var command = new Command("migrate", "Bring the database's schema up to date.");
        command.SetAction(async (parsed, cancel) =>
        {
            var (_, host) = CommandLine.Configure(parsed, inline);
            await using var installation = await Installation.OpenAsync(host, shared: false, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
            Console.WriteLine($"The schema of {host.Database} is up to date.");
            return 0;
        });
        return command;
    }
}
