using System.CommandLine;
using Parley.Configuration;
using Parley.Host.Configuration;
using Parley.Secrets;
using Parley.Storage;

namespace Parley.Host.Commands;

/// <summary>The command line: <c>parley ‹command› [options] [--Section:Key value]…</c></summary>
internal static class CommandLine
{
    public static readonly Option<string?> Data = new("--data") { Description = "Where data and generated keys are kept (default: data).", Recursive = true };

    public static readonly Option<string?> Database = new("--database")
    {
        Description = "sqlite:PATH or postgres://user:password@host:port/database (default: a file under --data).",
        Recursive = true,
    };

    /// <summary>Runs what the arguments say.</summary>
    /// <returns>0, or 1 after a line that says what is wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var (rest, settings) = InlineSettings.Take(args);
            var root = new RootCommand("Parley, a self-hosted chat server. Any setting can be given as --Section:Key value.")
            {
                ServeCommand.Create(settings),
                MigrateCommand.Create(settings),
                AdminCommand.Create(settings),
                DemoCommand.Create(settings),
                WordsCommand.Create(settings),
                BenchCommand.Create(settings),
                SearchCommand.Create(settings),
                KeysCommand.Create(settings),
                AuditCommand.Create(settings),
            };
            root.Options.Add(Data);
            root.Options.Add(Database);

            // No default handler, which would print a stack trace; no signal handling either, which would cut a drain short after two seconds.
            return await root.Parse(rest).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception wrong) when (wrong is SettingException or StorageException or KeyMismatchException or RefusedException || IsBindFailure(wrong))
        {
            await Console.Error.WriteLineAsync($"parley: {wrong.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    /// <summary>What was configured, and what every command needs of it.</summary>
    public static (ConfigurationManager Configuration, HostSettings Host) Configure(ParseResult parsed, IReadOnlyDictionary<string, string?> inline)
    {
        var configuration = ConfigurationSources.Load(inline, new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Data"] = parsed.GetValue(Data),
            ["Database"] = parsed.GetValue(Database),
        });
        return (configuration, HostSettings.Read(configuration));
    }

    private static bool IsBindFailure(Exception fault) =>
        fault is IOException && fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or System.Net.Sockets.SocketException;
}

/// <summary>A command can't do what it was asked; its message is for the person who asked.</summary>
internal sealed class RefusedException(string message) : Exception(message);
