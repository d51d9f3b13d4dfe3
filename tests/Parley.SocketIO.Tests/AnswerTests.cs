namespace Parley.SocketIO.Tests;

public sealed class AnswerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(60);

    [Fact]
    public async Task Come_back_as_the_type_wanted()
    {
        var sockets = new List<Socket>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(sockets.Add));
        await using var client = await ProtocolClient.ConnectAsync(server);
        var answer = sockets[0].EmitWithAckAsync<int>("add", 1, 2);
        Assert.Equal("""420["add",1,2]""", await client.ReceiveAsync());
        await client.SendAsync("430[3]");
        Assert.Equal(3, await answer.WaitAsync(Patience));

        var whole = sockets[0].EmitWithAckAsync<Arguments>("all");
        Assert.Equal("""421["all"]""", await client.ReceiveAsync());
        await client.SendAsync("""461-1["a",{"_placeholder":true,"num":0}]""");
        await client.SendAsync(new byte[] { 7 });
        var arguments = await whole.WaitAsync(Patience);
        Assert.NotNull(arguments);
        Assert.Equal(("a", 2), (arguments.Get<string>(0), arguments.Count));
        Assert.Equal(new byte[] { 7 }, arguments.Get<byte[]>(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => arguments[2]);

        var wrong = sockets[0].EmitWithAckAsync<int>("wrong");
        Assert.Equal("""422["wrong"]""", await client.ReceiveAsync());
        await client.SendAsync("""432["no number"]""");
        await Assert.ThrowsAsync<PayloadException>(() => wrong.WaitAsync(Patience));
    }

    [Fact]
    public async Task Are_waited_for_so_long_and_no_longer_than_the_client()
    {
        var sockets = new List<Socket>();
        await using var server = await TestServer.StartAsync(io => io.OnConnection(sockets.Add));
        var client = await ProtocolClient.ConnectAsync(server);
        await Assert.ThrowsAsync<AckTimeoutException>(() => sockets[0].Timeout(Short).EmitWithAckAsync<int>("late").WaitAsync(Patience));
        await client.SendAsync("430[1]"); // nobody waits for it, nor for one never asked for
        await client.SendAsync("4312345[1]");
        var lost = sockets[0].EmitWithAckAsync<int>("lost");
        await client.SendAsync("41");
        await Assert.ThrowsAsync<SocketDisconnectedException>(() => lost.WaitAsync(Patience));
        await Assert.ThrowsAsync<SocketDisconnectedException>(() => sockets[0].EmitWithAckAsync<int>("after").WaitAsync(Patience));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task To_a_broadcast_are_collected_and_the_missing_are_told()
    {
        await using var server = await TestServer.StartAsync(_ => { });
        await using var a = await ProtocolClient.ConnectAsync(server);
        await using var b = await ProtocolClient.ConnectAsync(server);
        var answers = server.Io.EmitWithAckAsync<string>("who");
        Assert.Equal("""420["who"]""", await a.ReceiveAsync());
        Assert.Equal("""420["who"]""", await b.ReceiveAsync());
        await a.SendAsync("""430["a"]""");
        await b.SendAsync("""430["b"]""");
        Assert.Equal(["a", "b"], (await answers.WaitAsync(Patience)).Order(StringComparer.Ordinal));

        var partial = server.Io.Timeout(Short).EmitWithAckAsync<string>("again");
        Assert.Equal("""421["again"]""", await a.ReceiveAsync());
        await a.SendAsync("""431["a"]""");
        var fault = await Assert.ThrowsAsync<AckTimeoutException>(() => partial.WaitAsync(Patience));
        Assert.True(fault.Responses.Count <= 1);
        Assert.Empty(await server.Io.To("nobody").EmitWithAckAsync<string>("silence").WaitAsync(Patience));
    }
}
