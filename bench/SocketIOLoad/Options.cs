using System.Globalization;

namespace Parley.SocketIOLoad;

/// <summary>What one run does: <c>relay</c>, <c>send</c>, <c>broadcast</c> or <c>idle</c>, then options, each <c>--name value</c>.</summary>
internal sealed record Options
{
    public string Scenario { get; init; } = "";

    /// <summary>What the server speaks: <c>socketio</c>, <c>signalr</c> or <c>rooms</c>.</summary>
    public string Protocol { get; init; } = "socketio";

    public Uri Url { get; init; } = new("http://127.0.0.1:3000");

    public int Connections { get; init; } = 200;

    /// <summary>Messages under way: a connection in relay, all together in broadcast.</summary>
    public int InFlight { get; init; } = 1;

    /// <summary>Messages a second of all senders together, whenever they are answered; 0: as fast as they are.</summary>
    public int Rate { get; init; }

    /// <summary>Characters of text a message; what surrounds them is about 50 more.</summary>
    public int Size { get; init; } = 150;

    public int Seconds { get; init; } = 10;

    /// <summary>Not measured: caches and just-in-time compilers settle meanwhile.</summary>
    public int Warmup { get; init; } = 3;

    /// <summary>Connections that may be in the making at once.</summary>
    public int ConnectParallel { get; init; } = 128;

    /// <summary>The server's process, whose processor time is read.</summary>
    public int ServerPid { get; init; }

    /// <summary>Whose tokens are used with <c>rooms</c>: lines of an id, a tab and a token; two that follow each other write to each other.</summary>
    public string Users { get; init; } = "";

    /// <summary>Prints a line of JSON instead of text.</summary>
    public bool Json { get; init; }

    public static Options Parse(string[] args)
    {
        if (args.Length == 0 || args[0] is not ("relay" or "send" or "broadcast" or "idle"))
            throw new ArgumentException("relay, send, broadcast or idle comes first, then options");
        var options = new Options { Scenario = args[0] };
        for (var i = 1; i < args.Length; i++)
        {
            string Value() => i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{args[i]} needs a value");
            int Number(int least) =>
                int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least
                    ? n
                    : throw new ArgumentException($"{args[i - 1]} must be a number of at least {least}");
            options = args[i] switch
            {
                "--protocol" => options with { Protocol = Value() },
                "--url" => options with { Url = new Uri(Value()) },
                "--connections" => options with { Connections = Number(2) },
                "--in-flight" => options with { InFlight = Number(1) },
                "--rate" => options with { Rate = Number(1) },
                "--size" => options with { Size = Number(1) },
                "--seconds" => options with { Seconds = Number(1) },
                "--warmup" => options with { Warmup = Number(0) },
                "--connect-parallel" => options with { ConnectParallel = Number(1) },
                "--users" => options with { Users = Value() },
                "--server-pid" => options with { ServerPid = Number(1) },
                "--json" => options with { Json = true },
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };
        }

        return options.Connections % 2 == 0 ? options : throw new ArgumentException("--connections must be even: they come in pairs");
    }
}
