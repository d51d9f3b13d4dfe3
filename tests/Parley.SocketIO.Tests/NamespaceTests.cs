using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Parley.SocketIO.Tests;

public sealed partial class NamespaceTests
{
    [Fact]
    public async Task Each_has_its_own_handlers_over_one_connection()
    {
        await using var server = await TestServer.StartAsync(io =>
        {
            io.Of("a").OnConnection(socket => socket.On("who", (Ack ack) => ack.Send(socket.Namespace.Name)));
            io.Of("/b").OnConnection(socket => socket.On("who", (Ack ack) => ack.Send(socket.Namespace.Name)));
        });
        Assert.Same(server.Io.Of("a"), server.Io.Of("/a"));
        Assert.Throws<ArgumentException>(() => server.Io.Of("/a,b"));
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40/a,");
        Assert.StartsWith("40/a,{\"sid\":\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.SendAsync("40/b");
        Assert.StartsWith("40/b,{\"sid\":\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.SendAsync("42/b,1[\"who\"]");
        Assert.Equal("43/b,1[\"/b\"]", await client.ReceiveAsync());
        await client.SendAsync("40/none,");
        Assert.Equal("44/none,{\"message\":\"Invalid namespace\"}", await client.ReceiveAsync());
        await client.SendAsync("41/b,");
        await client.SendAsync("42/a,2[\"who\"]");
        Assert.Equal("43/a,2[\"/a\"]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Of_a_pattern_come_with_the_first_and_go_with_the_last()
    {
        ParentNamespace parent = null!;
        await using var server = await TestServer.StartAsync(io =>
        {
            parent = io.Of(Orders());
            parent.Use(socket => ValueTask.FromResult(socket.Namespace.Name == "/order-13" ? new ConnectError("unlucky", new { code = 13 }) : null));
            parent.OnConnection(socket => socket.Emit("welcome", socket.Namespace.Name));
        });
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40/order-1,");
        Assert.StartsWith("40/order-1,", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal("42/order-1,[\"welcome\",\"/order-1\"]", await client.ReceiveAsync());
        parent.Emit("all", 1);
        Assert.Equal("42/order-1,[\"all\",1]", await client.ReceiveAsync());
        await client.SendAsync("40/order-13,");
        Assert.Equal("44/order-13,{\"message\":\"unlucky\",\"data\":{\"code\":13}}", await client.ReceiveAsync());
        await client.SendAsync("40/order-x,");
        Assert.Equal("44/order-x,{\"message\":\"Invalid namespace\"}", await client.ReceiveAsync());
        Assert.Equal("/order-1", Assert.Single(parent.Children).Name);
        await client.SendAsync("41/order-1,");
        await client.SendAsync("40/order-x,");
        await client.ReceiveAsync();
        Assert.Empty(parent.Children);
    }

    [Fact]
    public async Task That_the_server_left_may_still_be_spoken_to_for_a_moment()
    {
        var sockets = Channel.CreateUnbounded<Socket>();
        await using var server = await TestServer.StartAsync(io => io.Of("/a").OnConnection(socket =>
        {
            sockets.Writer.TryWrite(socket);
            socket.On("who", (Ack ack) => ack.Send(socket.Id));
        }));
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        await client.SendAsync("40/a,");
        await client.ReceiveAsync();
        (await sockets.Reader.ReadAsync()).Disconnect();
        await client.SendAsync("42/a,1[\"who\"]"); // on its way while the server left
        Assert.Equal("41/a,", await client.ReceiveAsync());
        await client.SendAsync("40/a,");
        Assert.StartsWith("40/a,", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.SendAsync("42/a,2[\"who\"]");
        Assert.StartsWith("43/a,2[", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_so_many_a_connection()
    {
        await using var server = await TestServer.StartAsync(io => io.Of(Orders()), options => options.MaxNamespacesPerConnection = 2);
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync($"40/order-{i},");
            Assert.StartsWith(i < 2 ? $"40/order-{i}," : $"44/order-{i},{{\"message\":\"Too many", await client.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("42[\"x\"]")]
    [InlineData("43/none,1[]")]
    [InlineData("40,40")]
    [InlineData("44{}")]
    [InlineData("4x")]
    [InlineData("42[\"disconnect\"]")]
    public async Task In_a_wrong_state_end_the_connection(string text)
    {
        await using var server = await TestServer.StartAsync(_ => { });
        await using var client = await ProtocolClient.ConnectAsync(server, connect: null);
        foreach (var packet in text.Split(','))
            await client.SendAsync(text.Contains("/none", StringComparison.Ordinal) ? text : packet);
        string last;
        do
        {
            last = await client.ReceiveAsync();
        }
        while (!last.StartsWith("closed", StringComparison.Ordinal));
        while (server.Io.ClientCount > 0)
            await Task.Yield();
    }

    [Theory]
    [InlineData("451-[\"x\",{\"_placeholder\":true,\"num\":0}]", "42[\"text while bytes are due\"]")]
    [InlineData("42[\"x\"]", null)]
    public async Task Without_the_bytes_that_are_due_or_with_some_that_are_not_end_it_too(string first, string? second)
    {
        await using var server = await TestServer.StartAsync(_ => { });
        await using var client = await ProtocolClient.ConnectAsync(server);
        await client.SendAsync(first);
        await (second is null ? client.SendAsync(new byte[] { 1 }) : client.SendAsync(second));
        Assert.StartsWith("closed", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex("^/order-[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Orders();
}
