using System.Text.Json;

namespace Parley.SocketIO.Conformance;

/// <summary>Everything that a client may know of itself.</summary>
internal sealed record WhoAmI(string Id, string Namespace, bool Recovered, string[] Rooms, IDictionary<string, object?> Data, JsonElement Auth,
    IReadOnlyDictionary<string, string> Query, string? Probe, string? Address, string Url, bool Secure, bool Xdomain)
{
    public static WhoAmI Of(Socket socket)
    {
        var (about, shown) = (About.Of(socket), Shown.Of(socket));
        return new WhoAmI(about.Id, socket.Namespace.Name, socket.IsRecovered, about.Rooms, about.Data, shown.Auth, shown.Query,
            socket.Handshake.Headers.TryGetValue("x-probe", out var probe) ? probe.ToString() : null, shown.Address, shown.Url, shown.Secure, shown.Xdomain);
    }
}
