using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Sockets;

/// <summary>
/// A Socket.IO client that speaks packets over the framework's WebSocket. What comes while something else is waited for is kept, in order.
/// </summary>
public sealed class SocketClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private readonly List<Packet> _kept = [];
    private int _asked;

    /// <summary>The namespace that is meant where none is named.</summary>
    public string Space { get; private set; } = "/";

    /// <summary>The secret by which it may come back; of the namespace that it entered last.</summary>
    public string? Pid { get; private set; }

    /// <summary>How far it is, as it was told last.</summary>
    public string? Offset { get; private set; }

    public static async Task<SocketClient> OpenAsync(Uri server, string query = "", string? language = "en", string? authorization = null)
    {
        var client = new SocketClient();
        if (language is not null)
            client._socket.Options.SetRequestHeader("Accept-Language", language);
        if (authorization is not null)
            client._socket.Options.SetRequestHeader("Authorization", authorization);
        using var patience = new CancellationTokenSource(Patience);
        var address = new UriBuilder(server) { Scheme = "ws", Path = "/socket.io/", Query = "EIO=4&transport=websocket" + query };
        await client._socket.ConnectAsync(address.Uri, patience.Token);
        Assert.StartsWith("0{", await client.ReadAsync(), StringComparison.Ordinal);
        return client;
    }

    /// <summary>Asks to enter a namespace; what is said to that, good or bad.</summary>
    public async Task<Packet> TryEnterAsync(string space, object? auth = null)
    {
        await SendTextAsync("40" + Prefix(space) + (auth is string text ? text : auth is null ? "" : JsonSerializer.Serialize(auth)));
        var answer = await NextAsync(packet => packet.Kind is '0' or '4' && packet.Space == space);
        if (answer.Kind == '0')
            (Space, Pid) = (space, answer.Body.Text("pid"));
        return answer;
    }

    public async Task EnterAsync(string space, object auth) => Assert.Equal('0', (await TryEnterAsync(space, auth)).Kind);

    public Task LeaveAsync() => SendTextAsync("41" + Prefix(Space));

    /// <summary>Sends an event that wants no answer.</summary>
    public Task EmitAsync(string name, object? data = null) => SendTextAsync("42" + Prefix(Space) + Event(name, data));

    /// <summary>Sends an event that wants an answer, and does not wait for it.</summary>
    public async Task<int> BeginAsync(string name, object? data = null)
    {
        var number = ++_asked;
        await SendTextAsync($"42{Prefix(Space)}{number}{Event(name, data)}");
        return number;
    }

    /// <summary>The answer to an event.</summary>
    public async Task<JsonElement> EndAsync(int number)
    {
        var answer = await NextAsync(packet => packet.Kind == '3' && packet.Id == number);
        return answer.Body.GetArrayLength() == 0 ? default : answer.Body[0];
    }

    public async Task<JsonElement> AskAsync(string name, object? data = null) => await EndAsync(await BeginAsync(name, data));

    /// <summary>An event that is refused with this code.</summary>
    public async Task<JsonElement> AskRefusedAsync(string code, string name, object? data = null)
    {
        var answer = await AskAsync(name, data);
        Assert.Equal(code, answer.Text("code"));
        Assert.NotEqual("", answer.Text("error"));
        return answer;
    }

    /// <summary>The next event of a name; the wish to be answered stays open.</summary>
    public Task<Packet> ExpectPacketAsync(string name) => NextAsync(packet => packet.Name == name);

    public async Task<JsonElement> ExpectAsync(string name) => (await ExpectPacketAsync(name)).Data;

    /// <summary>The next event of a name of which this is true.</summary>
    public async Task<JsonElement> ExpectAsync(string name, Func<JsonElement, bool> isMeant) =>
        (await NextAsync(packet => packet.Name == name && isMeant(packet.Data))).Data;

    public Task AcknowledgeAsync(int? number) => SendTextAsync($"43{Prefix(Space)}{number}[]");

    /// <summary>The server puts it out of a namespace.</summary>
    public Task ExpectDisconnectAsync(string? space = null) => NextAsync(packet => packet.Kind == '1' && packet.Space == (space ?? Space));

    /// <summary>Until it was told that it has so much; 0: that it can come back at all.</summary>
    public async Task<string> ExpectOffsetAsync(long least)
    {
        while (Offset is null || long.Parse(Offset, CultureInfo.InvariantCulture) < least)
        {
            if (await ReadPacketAsync() is { } packet)
                _kept.Add(packet);
        }

        return Offset;
    }

    /// <summary>All that comes until the connection ends.</summary>
    public async Task<IReadOnlyList<Packet>> ReadToEndAsync()
    {
        try
        {
            await NextAsync(_ => false);
        }
        catch (WebSocketException)
        {
            // This is the end.
        }

        return _kept;
    }

    /// <summary>Everything before was handled; what was kept of that name.</summary>
    public IReadOnlyList<JsonElement> Kept(string name) => [.. _kept.Where(packet => packet.Name == name).Select(packet => packet.Data)];

    /// <summary>Goes without a word.</summary>
    public void Vanish() => _socket.Abort();

    public async Task SendTextAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, patience.Token);
    }

    public void Dispose() => _socket.Dispose();

    private static string Prefix(string space) => space == "/" ? "" : space + ",";

    private static string Event(string name, object? data) =>
        data is string raw ? $"[\"{name}\",{raw}]" : JsonSerializer.Serialize<object[]>(data is null ? [name] : [name, data]);

    private async Task<Packet> NextAsync(Predicate<Packet> isMeant)
    {
        var at = _kept.FindIndex(isMeant);
        if (at >= 0)
        {
            var found = _kept[at];
            _kept.RemoveAt(at);
            return found;
        }

        while (true)
        {
            if (await ReadPacketAsync() is not { } packet)
                continue;
            if (isMeant(packet))
                return packet;
            _kept.Add(packet);
        }
    }

    // Null for what every client does by itself: heartbeats, and how far it is.
    private async Task<Packet?> ReadPacketAsync()
    {
        var text = await ReadAsync();
        if (text == "2")
        {
            await SendTextAsync("3");
            return null;
        }

        var packet = Packet.Parse(text);
        if (packet.Name != "offset" || packet.Space != Space)
            return packet;
        Offset = packet.Body[1].GetString();
        return null;
    }

    private async Task<string> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                throw new WebSocketException($"The server closed: {_socket.CloseStatus}; kept {string.Join(" ", _kept)}");
            }

            length += received.Count;
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(_buffer, 0, length);
        }
    }
}

/// <summary>A packet of the server's.</summary>
/// <param name="Kind">Its digit: 0 connected, 1 disconnected, 2 event, 3 answer, 4 refused.</param>
public sealed record Packet(char Kind, string Space, int? Id, JsonElement Body)
{
    public string? Name => Kind == '2' ? Body[0].GetString() : null;

    /// <summary>An event's first argument.</summary>
    public JsonElement Data => Body.GetArrayLength() > 1 ? Body[1] : default;

    public static Packet Parse(string text)
    {
        Assert.Equal('4', text[0]);
        var (at, space) = (2, "/");
        if (text.Length > at && text[at] == '/')
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            (space, at) = comma < 0 ? (text[at..], text.Length) : (text[at..comma], comma + 1);
        }

        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return new Packet(
            text[1],
            space,
            at == digits ? null : int.Parse(text[digits..at], CultureInfo.InvariantCulture),
            at == text.Length ? default : JsonSerializer.Deserialize<JsonElement>(text[at..]));
    }
}
