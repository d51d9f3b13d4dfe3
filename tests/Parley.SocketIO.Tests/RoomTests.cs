namespace Parley.SocketIO.Tests;

public sealed class RoomTests
{
    [Fact]
    public async Task Choose_who_is_sent_to_and_nobody_twice()
    {
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.On("join", (string[] rooms, Ack ack) =>
            {
                socket.Join(rooms);
                ack.Send(socket.Rooms.Count);
            });
            socket.On("leave", (string room, Ack ack) =>
            {
                socket.Leave(room);
                ack.Send(socket.Rooms.Count);
            });
        }));
        await using var a = await ProtocolClient.ConnectAsync(server);
        await using var b = await ProtocolClient.ConnectAsync(server);
        await using var c = await ProtocolClient.ConnectAsync(server);
        Assert.Equal("431[3]", await AskAsync(a, """421["join",["one","two"]]"""));
        Assert.Equal("431[2]", await AskAsync(b, """421["join",["one","one"]]"""));
        Assert.Equal("431[3]", await AskAsync(c, """421["join",["two","three"]]"""));

        server.Io.To("one", "two").Emit("x", 1);
        server.Io.To("one").Except("two").Emit("x", 2);
        server.Io.Except("one").Emit("x", 3);
        server.Io.Emit("x", 4);
        server.Io.To("nobody").Emit("x", 5);
        await AssertGetsAsync(a, 1, 4);
        await AssertGetsAsync(b, 1, 2, 4);
        await AssertGetsAsync(c, 1, 3, 4);

        Assert.Equal("432[2]", await AskAsync(a, """422["leave","one"]"""));
        server.Io.In("one").SocketsJoin("four");
        server.Io.In("two").SocketsLeave("two");
        Assert.Equal(2, (await server.Io.FetchSocketsAsync()).Count(socket => !socket.Rooms.Contains("four")));
        server.Io.To("two").Emit("x", 6);
        server.Io.To("four").Emit("x", 7);
        server.Io.Emit("x", 8);
        await AssertGetsAsync(a, 8);
        await AssertGetsAsync(b, 7, 8);
        await AssertGetsAsync(c, 8);

        server.Io.In("four").DisconnectSockets();
        Assert.Equal("41", await b.ReceiveAsync());
        Assert.Equal(2, server.Io.Main.Sockets.Count);
    }

    [Fact]
    public async Task Of_a_sockets_own_are_everybody_elses()
    {
        var sockets = new List<Socket>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(sockets.Add));
        await using var a = await ProtocolClient.ConnectAsync(server);
        await using var b = await ProtocolClient.ConnectAsync(server);
        sockets[0].Join("room");
        sockets[1].Join("room");
        sockets[0].Broadcast.Emit("x", 1);
        sockets[0].To("room").Emit("x", 2);
        sockets[0].Emit("x", 3);
        server.Io.To(sockets[0].Id).Emit("x", 4);
        server.Io.Local.Volatile.Emit("x", 5);
        await AssertGetsAsync(a, 3, 4, 5);
        await AssertGetsAsync(b, 1, 2, 5);
    }

    [Fact]
    public async Task Without_a_name_are_refused_and_harm_nothing()
    {
        var faults = new List<Exception>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.OnError(faults.Add);
            socket.On("join", (string room) => socket.Join("a", room));
            socket.On("leave", (string room) => socket.Leave(room));
            socket.On("to", (string room) => socket.To(room).Emit("x"));
            socket.On("except", (string room) => socket.Except(room).Emit("x"));
            socket.On("rooms", (Ack ack) => ack.Send(socket.Rooms.Count));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server);
        foreach (var name in new[] { "join", "leave", "to", "except" })
            await client.SendAsync($"42[\"{name}\",null]");
        Assert.Equal("430[1]", await AskAsync(client, "420[\"rooms\"]"));
        Assert.Equal(4, faults.Count);
        Assert.All(faults, fault => Assert.IsAssignableFrom<ArgumentException>(fault));
    }

    [Fact]
    public async Task May_be_joined_on_the_way_in()
    {
        await using var server = await TestServer.StartAsync(io =>
        {
            io.Use(socket =>
            {
                socket.Join("early");
                return ValueTask.FromResult<ConnectError?>(socket.Handshake.Auth is null ? null : new ConnectError("no"));
            });
        });
        await using var client = await ProtocolClient.ConnectAsync(server);
        await using var refused = await ProtocolClient.ConnectAsync(server, connect: null);
        await refused.SendAsync("40{}");
        Assert.Equal("""44{"message":"no"}""", await refused.ReceiveAsync());
        Assert.Single(await server.Io.In("early").FetchSocketsAsync());
        server.Io.To("early").Emit("x", 1);
        await AssertGetsAsync(client, 1);
    }

    private static async Task<string> AskAsync(ProtocolClient client, string question)
    {
        await client.SendAsync(question);
        return await client.ReceiveAsync();
    }

    private static async Task AssertGetsAsync(ProtocolClient client, params int[] numbers)
    {
        foreach (var number in numbers)
            Assert.Equal($"42[\"x\",{number}]", await client.ReceiveAsync());
    }
}
