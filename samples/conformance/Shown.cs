using System.Text.Json;

namespace Parley.SocketIO.Conformance;

/// <summary>A handshake as Node's server shows it to clients that ask.</summary>
internal sealed record Shown(IReadOnlyDictionary<string, string> Headers, string? Address, string Url, bool Secure, bool Xdomain,
    IReadOnlyDictionary<string, string> Query, JsonElement Auth)
{
    public static Shown Of(Socket socket)
    {
        var from = socket.Handshake;
        return new Shown(Plain(from.Headers), from.Address?.ToString(), from.Url, from.IsSecure, from.IsCrossDomain, Plain(from.Query), Suites.AuthOf(socket));
    }

    private static Dictionary<string, string> Plain(IReadOnlyDictionary<string, Microsoft.Extensions.Primitives.StringValues> from) =>
        from.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
}
