using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.SocketIO.Conformance;

/// <summary>The namespaces of <c>tests/blackbox/socketio</c>; <c>reference-host.mjs</c> there is the same on npm's server.</summary>
internal sealed partial class BlackBox
{
    private readonly Namespace[] _named;
    private readonly ParentNamespace[] _patterns;

    public BlackBox(SocketServer server, Departures departures, HeldClients held)
    {
        Action<Socket> serve = socket => BlackBoxEvents.Serve(socket, departures);
        _named = [server.Main, server.Of("/chat"), server.Of("/custom"), server.Of("/guarded"), server.Of("/held")];
        _patterns = [server.Of(Dynamic()), server.Of((name, handshake) => new ValueTask<bool>(IsAllowed(name, handshake)))];

        server.Of("/custom").OnConnection(socket => socket.Emit("auth", Suites.AuthOf(socket)));
        var guarded = server.Of("/guarded");
        guarded.Use(socket =>
        {
            socket.Data["first"] = true;
            return new ValueTask<ConnectError?>((ConnectError?)null);
        });
        guarded.Use(CheckTokenAsync);
        server.Of("/held").Use(held.HoldAsync);

        foreach (var space in _named)
            space.OnConnection(serve);
        foreach (var pattern in _patterns)
            pattern.OnConnection(serve);
    }

    /// <summary>Those that there are now.</summary>
    public IEnumerable<Namespace> Namespaces => _named.Concat(_patterns.SelectMany(pattern => pattern.Children));

    private static bool IsAllowed(string name, Handshake handshake) =>
        name.StartsWith("/fn-", StringComparison.Ordinal)
        && handshake.Auth is { } auth && auth.TryGetProperty("pass", out var pass) && pass.ValueKind == JsonValueKind.True;

    private static async ValueTask<ConnectError?> CheckTokenAsync(Socket socket)
    {
        await Task.Yield();
        return socket.Handshake.Auth is { } auth && auth.TryGetProperty("token", out var token) && token.ValueEquals("good")
            ? null
            : new ConnectError("not allowed", new Refusal(7, (bool)socket.Data["first"]!));
    }

    [GeneratedRegex("^/dynamic-[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Dynamic();

    /// <summary>What a refused client is told.</summary>
    internal sealed record Refusal(int Code, bool First);
}
