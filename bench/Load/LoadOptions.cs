using System.Globalization;

namespace Parley.Load;

/// <summary>What one run does. Every option is <c>--name value</c>, but for <c>--idle</c>, which stands alone.</summary>
internal sealed record LoadOptions
{
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>Lines of <c>id TAB token</c>, as <c>parley bench users</c> writes them.</summary>
    public string Users { get; init; } = "";

    /// <summary>The first line to use: several processes share one file.</summary>
    public int First { get; init; }

    public int Connections { get; init; } = 200;

    /// <summary>Sends under way a connection; the next goes out when one is answered.</summary>
    public int InFlight { get; init; } = 1;

    public int Seconds { get; init; } = 10;

    /// <summary>Not measured: the server compiles its hot path meanwhile.</summary>
    public int Warmup { get; init; } = 3;

    /// <summary>Above 0: this many messages a second over all connections, answered or not; latency counts from when each was due.</summary>
    public int Rate { get; init; }

    /// <summary>Connect and hold, send nothing but heartbeats.</summary>
    public bool Idle { get; init; }

    /// <summary>Characters of text a message, at least 16.</summary>
    public int Size { get; init; } = 48;

    public int Threads { get; init; } = 1;

    /// <summary>Connections that may be in the making at once.</summary>
    public int ConnectParallel { get; init; } = 128;

    /// <summary>The server's process: its memory before and after is printed.</summary>
    public int ServerPid { get; init; }

    /// <summary>Prints one line of JSON beside the text.</summary>
    public bool Json { get; init; }

    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{args[i]} needs a value");
            int Number(int least) =>
                int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least
                    ? n
                    : throw new ArgumentException($"{args[i - 1]} must be a number of at least {least}");
            options = args[i] switch
            {
                "--url" => options with { Url = new Uri(Value()) },
                "--users" => options with { Users = Value() },
                "--first" => options with { First = Number(0) },
                "--connections" => options with { Connections = Number(1) },
                "--in-flight" => options with { InFlight = Number(1) },
                "--seconds" => options with { Seconds = Number(1) },
                "--warmup" => options with { Warmup = Number(0) },
                "--rate" => options with { Rate = Number(1) },
                "--idle" => options with { Idle = true },
                "--size" => options with { Size = Number(16) },
                "--threads" => options with { Threads = Number(1) },
                "--connect-parallel" => options with { ConnectParallel = Number(1) },
                "--server-pid" => options with { ServerPid = Number(1) },
                "--json" => options with { Json = true },
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };
        }

        if (options.Users.Length == 0)
            throw new ArgumentException("--users FILE is needed: make one with 'parley bench users N FILE --friends'");
        return options;
    }
}
