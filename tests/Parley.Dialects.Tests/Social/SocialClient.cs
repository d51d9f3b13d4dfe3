using System.Net.WebSockets;
using System.Text.Json;

namespace Parley.Dialects.Tests.Social;

/// <summary>The framework's WebSocket client, speaking Social.</summary>
public sealed class SocialClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public ClientWebSocket Socket => _socket;

    public static async Task<SocialClient> OpenAsync(Uri address, string language = "en")
    {
        var client = new SocialClient();
        client._socket.Options.SetRequestHeader("Accept-Language", language);
        await client._socket.ConnectAsync(address, CancellationToken.None);
        return client;
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.SerializeToUtf8Bytes(frame));

    public Task SendTextAsync(byte[] utf8) => _socket.SendAsync(utf8, WebSocketMessageType.Text, true, CancellationToken.None);

    public Task SendChatAsync(string to, string content, string? tempId) =>
        SendAsync(new { type = "chat", action = "send", data = new { receiver_id = to, content, temp_id = tempId } });

    /// <summary>The next frame, whatever it is.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, result.MessageType);
            length += result.Count;
            if (result.EndOfMessage)
                return JsonSerializer.Deserialize<JsonElement>(_buffer.AsSpan(0, length));
        }
    }

    /// <summary>The next frame of a kind; others are passed over.</summary>
    public async Task<JsonElement> ExpectAsync(string type, string? action = null)
    {
        while (true)
        {
            var frame = await ReceiveAsync();
            if (frame.Text("type") == type && (action is null || frame.Text("action") == action))
                return frame.TryGetProperty("data", out var data) ? data : frame;
            Assert.False(type != "error" && frame.Text("type") == "error", frame.ToString());
        }
    }

    public async Task<JsonElement> ExpectErrorAsync(string code)
    {
        var error = await ExpectAsync("error");
        Assert.Equal(code, error.Text("code"));
        Assert.NotEqual("", error.Text("message"));
        return error;
    }

    public async Task ExpectCloseAsync(int code, string reason)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer, patience.Token);
            if (result.MessageType != WebSocketMessageType.Close)
                continue;
            Assert.Equal((code, reason), ((int)result.CloseStatus!, result.CloseStatusDescription));
            return;
        }
    }

    /// <summary>Everything sent before was handled, and the connection is alive.</summary>
    public async Task ExpectAliveAsync()
    {
        await SendAsync(new { type = "ping" });
        await ExpectAsync("pong");
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => _socket.Dispose();
}

internal static class JsonReading
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) : null;

    public static long Number(this JsonElement json, string name) => json.GetProperty(name).GetInt64();
}
