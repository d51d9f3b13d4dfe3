namespace Parley.SocketIO.Conformance;

/// <summary>The mode, and what a test wants the server to be like: <c>--name value</c>, or <c>--name</c> alone.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private CommandLine(string mode) => Mode = mode;

    public string Mode { get; }

    public static CommandLine Parse(string[] args)
    {
        if (args is not [("suites" or "client-tests" or "blackbox") and var mode, ..])
            throw new ArgumentException("Say first what it is for: suites, client-tests or blackbox.", nameof(args));
        var line = new CommandLine(mode);
        for (var i = 1; i < args.Length; i++)
        {
            var hasValue = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal);
            line._values[args[i][2..]] = hasValue ? args[++i] : "";
        }

        return line;
    }

    public int Number(string name, int otherwise) => _values.TryGetValue(name, out var value) ? int.Parse(value) : otherwise;

    public TimeSpan Time(string name, int otherwise) => TimeSpan.FromMilliseconds(Number(name, otherwise));

    public void Apply(SocketIOOptions options)
    {
        var isSuites = Mode == "suites";
        options.PingInterval = Time("ping-interval", isSuites ? 300 : Mode == "client-tests" ? 2_000 : 25_000);
        options.PingTimeout = Time("ping-timeout", isSuites ? 200 : 20_000);
        options.ConnectTimeout = Time("connect-timeout", isSuites ? 1_000 : 45_000);
        options.UpgradeTimeout = Time("upgrade-timeout", 10_000);
        options.MaxPayload = Number("max-payload", options.MaxPayload);
        options.MaxQueuedBytes = Number("max-queued", options.MaxQueuedBytes);
        options.MaxNamespacesPerConnection = Number("max-namespaces", options.MaxNamespacesPerConnection);
        options.MaxPendingEvents = Number("max-pending", options.MaxPendingEvents);
        options.AllowEIO3 = _values.ContainsKey("allow-eio3");
        options.AllowUpgrades = !_values.ContainsKey("no-upgrades");
        options.CleanupEmptyChildNamespaces = true;
        options.Json.TypeInfoResolverChain.Add(ConformanceJson.Default);
        options.Json.MaxDepth = 64;
        if (_values.TryGetValue("transports", out var transport))
            options.Transports = transport == "polling" ? Transports.Polling : Transports.WebSocket;
        if (_values.ContainsKey("recovery") || Mode == "client-tests")
            options.Recovery = new RecoveryOptions { MaxDisconnection = Time("recovery", 120_000) };
        if (_values.TryGetValue("cors", out var origin))
            options.Cors(cors => cors.WithOrigins(origin).WithMethods("GET", "POST").WithHeaders("x-probe").AllowCredentials());
        if (_values.TryGetValue("forbid", out var stranger))
            options.AllowRequest = http => new ValueTask<string?>(http.Request.Headers["x-probe"] == stranger ? "not you" : null);
        else if (Mode == "client-tests")
            options.AllowRequest = ClientTests.AllowLaterAsync;
    }
}
