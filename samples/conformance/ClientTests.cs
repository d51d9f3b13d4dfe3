using System.Text;
using System.Text.Json;

namespace Parley.SocketIO.Conformance;

/// <summary>What <c>test/support/server.ts</c> of socket.io-client 4.8 offers to that client's own tests.</summary>
internal static class ClientTests
{
    private static readonly byte[] Doge = Encoding.ASCII.GetBytes("asdfasdf");

    private static readonly string[] Texts = ["てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"];

    /// <summary>A moment's delay, on which the client's time-outs are tried.</summary>
    public static async ValueTask<string?> AllowLaterAsync(HttpContext http)
    {
        await Task.Delay(10, http.RequestAborted);
        return null;
    }

    public static void Serve(SocketServer server)
    {
        foreach (var name in (string[])["/timeout_socket", "/valid", "/asd"])
            server.Of(name);
        server.Of("/foo").OnConnection(socket => socket.On("getId", (Ack ack) => ack.Send(socket.Id)));
        server.Of("/abc").OnConnection(socket => socket.Emit("handshake", Shown.Of(socket)));
        server.Of("/no").Use(_ => new ValueTask<ConnectError?>(new ConnectError("Auth failed (custom namespace)")));
        server.Use(socket => new ValueTask<ConnectError?>(
            socket.Handshake.Query.ContainsKey("fail") ? new ConnectError("Auth failed (main namespace)") : null));
        server.OnConnection(socket =>
        {
            ServeTexts(socket);
            ServeBytes(socket);
        });
    }

    private static void ServeTexts(Socket socket)
    {
        socket.On("hi", () => socket.Emit("hi"));
        socket.On("echo", (JsonElement value, Ack ack) => ack.Send(value));
        socket.On("ack", () => AskAsync(socket));
        socket.On("getAckDate", (JsonElement _, Ack ack) => ack.Send(DateTimeOffset.UtcNow));
        socket.On("getDate", () => socket.Emit("takeDate", DateTimeOffset.UtcNow));
        socket.On("getDateObj", () => socket.Emit("takeDateObj", new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["date"] = DateTimeOffset.UtcNow }));
        socket.On("false", () => socket.Emit("false", false));
        socket.On("getHandshake", (Ack ack) => ack.Send(Shown.Of(socket)));
        socket.On("getId", (Ack ack) => ack.Send(socket.Id));
        socket.On("getUtf8", () =>
        {
            foreach (var text in Texts)
                socket.Emit("takeUtf8", text);
        });
    }

    private static void ServeBytes(Socket socket)
    {
        string? last = null;
        void Take(string name, bool isRight, string after = "", string? answer = null)
        {
            if (!isRight || (after.Length > 0 && last != after))
                return;
            last = name;
            if (answer is not null)
                socket.Emit(answer);
        }

        socket.On("doge", () => socket.Emit("doge", Doge));
        socket.On("getbin", () => socket.Emit("takebin", Doge));
        socket.On("buffa", (byte[] bytes) => Take("buffa", bytes is not null, answer: "buffack"));
        socket.On("jsonbuff", (Mixed mixed) => Take("jsonbuff", mixed.IsWhole, answer: "jsonbuff-ack"));
        socket.On("abuff1", (byte[] bytes) => Take("abuff1", bytes is not null));
        socket.On("abuff2", (JsonElement _) => Take("abuff2", isRight: true, after: "abuff1", answer: "abuff2-ack"));
        socket.On("blob", (byte[] bytes) => Take("blob", bytes is not null, answer: "back"));
        socket.On("jsonblob", (Mixed mixed) => Take("jsonblob", mixed.IsWhole, answer: "jsonblob-ack"));
        socket.On("blob1", (byte[] bytes) => Take("blob1", bytes is not null));
        socket.On("blob2", (string text) => Take("blob2", text == "second", after: "blob1"));
        socket.On("blob3", (byte[] bytes) => Take("blob3", bytes is not null, after: "blob2", answer: "blob3-ack"));
    }

    private static async Task AskAsync(Socket socket)
    {
        var answer = await socket.Timeout(TimeSpan.FromMinutes(1)).EmitWithAckAsync<Arguments>("ack");
        if (answer is { Count: 2 } && answer.Get<int>(0) == 5 && answer[1].TryGetProperty("test", out var test) && test.GetBoolean())
            socket.Emit("got it");
    }

    /// <summary>Bytes between texts.</summary>
    internal sealed record Mixed(string? Hello, byte[]? Message, string? Goodbye)
    {
        public bool IsWhole => Hello == "lol" && Message is not null && Goodbye == "gotcha";
    }
}
