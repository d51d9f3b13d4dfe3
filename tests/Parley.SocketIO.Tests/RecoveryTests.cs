using System.Text.Json;
using System.Threading.Channels;

namespace Parley.SocketIO.Tests;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_lost_client_is_the_same_again_and_gets_what_it_missed_once_and_in_order()
    {
        var gone = Channel.CreateUnbounded<DisconnectReason>();
        await using var server = await StartAsync(gone);
        var (client, auth, id) = await EnterAsync(server);
        server.Io.To("room").Emit("x", 1);
        var offset = OffsetOf(await client.ReceiveAsync());
        client.Vanish();
        await gone.Reader.ReadAsync();

        server.Io.To("room").Emit("x", 2);
        server.Io.To("elsewhere").Emit("x", 3);
        server.Io.Except("room").Emit("x", 4);
        server.Io.Volatile.Emit("x", 5);
        server.Io.Emit("x", 6);

        await using var back = await ProtocolClient.ConnectAsync(server, connect: null);
        await back.SendAsync($"40{{\"pid\":\"{auth}\",\"offset\":\"{offset}\"}}");
        var (again, sameAuth) = Read(await back.ReceiveAsync());
        Assert.Equal((id, auth), (again, sameAuth));
        Assert.StartsWith("42[\"x\",2,", await back.ReceiveAsync(), StringComparison.Ordinal);
        Assert.StartsWith("42[\"x\",6,", await back.ReceiveAsync(), StringComparison.Ordinal);
        server.Io.To("room").Emit("x", 7);
        Assert.StartsWith("42[\"x\",7,", await back.ReceiveAsync(), StringComparison.Ordinal);
        await back.SendAsync("420[\"state\"]");
        Assert.Equal("430[\"kept\",true]", await back.ReceiveAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_stranger_a_second_use_and_an_unknown_offset_start_afresh()
    {
        var gone = Channel.CreateUnbounded<DisconnectReason>();
        await using var server = await StartAsync(gone);
        var (client, auth, id) = await EnterAsync(server);
        server.Io.Emit("x", 1);
        var offset = OffsetOf(await client.ReceiveAsync());
        client.Vanish();
        await gone.Reader.ReadAsync();
        var clients = new List<ProtocolClient> { client };
        foreach (var (pid, last, isSame) in new[] { ("guessed", offset, false), (auth, "unknown", false), (auth, offset, true), (auth, offset, false) })
        {
            clients.Add(await ProtocolClient.ConnectAsync(server, connect: null));
            await clients[^1].SendAsync($"40{{\"pid\":\"{pid}\",\"offset\":\"{last}\"}}");
            Assert.Equal(isSame, Read(await clients[^1].ReceiveAsync()).Id == id);
        }

        foreach (var one in clients)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task Who_left_by_itself_or_was_put_out_is_not_kept()
    {
        var gone = Channel.CreateUnbounded<DisconnectReason>();
        await using var server = await StartAsync(gone);
        foreach (var leave in new[] { true, false })
        {
            var (client, auth, id) = await EnterAsync(server);
            server.Io.Emit("x", 1);
            var offset = OffsetOf(await client.ReceiveAsync());
            if (leave)
                await client.SendAsync("41");
            else
                server.Io.DisconnectSockets(close: true);
            await gone.Reader.ReadAsync();
            await using var back = await ProtocolClient.ConnectAsync(server, connect: null);
            await back.SendAsync($"40{{\"pid\":\"{auth}\",\"offset\":\"{offset}\"}}");
            Assert.NotEqual(id, Read(await back.ReceiveAsync()).Id);
            await client.DisposeAsync();
            await back.SendAsync("41");
            await gone.Reader.ReadAsync();
        }
    }

    private static Task<TestServer> StartAsync(Channel<DisconnectReason> gone) => TestServer.StartAsync(
        io => io.OnConnection(socket =>
        {
            if (!socket.IsRecovered)
            {
                socket.Join("room");
                socket.Data["state"] = "kept";
            }

            socket.On("state", (Ack ack) => ack.Send(socket.Data["state"], socket.IsRecovered));
            socket.OnDisconnect(reason => gone.Writer.TryWrite(reason));
        }),
        options => options.Recovery = new RecoveryOptions());

    private static async Task<(ProtocolClient Client, string Pid, string Id)> EnterAsync(TestServer server)
    {
        var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40");
        var (id, pid) = Read(await client.ReceiveAsync());
        await client.SendAsync("420[\"state\"]");
        Assert.Equal("430[\"kept\",false]", await client.ReceiveAsync());
        return (client, pid, id);
    }

    private static (string Id, string Pid) Read(string answer)
    {
        using var json = JsonDocument.Parse(answer[2..]);
        return (json.RootElement.GetProperty("sid").GetString()!, json.RootElement.GetProperty("pid").GetString()!);
    }

    private static string OffsetOf(string packet)
    {
        using var json = JsonDocument.Parse(packet[2..]);
        return json.RootElement[json.RootElement.GetArrayLength() - 1].GetString()!;
    }
}
