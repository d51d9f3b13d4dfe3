using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Sockets;

/// <summary>Ends: of tokens, of what could have come back, of the server. Each has a server of its own.</summary>
public sealed class SocketLifeTests : IAsyncLifetime
{
    private readonly SocialServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_token_that_runs_out_is_told_and_ends_every_namespace()
    {
        var person = await _server.PersonAsync();
        using var client = await person.EnterAsync("/rooms");
        await client.EnterAsync("/web", new { token = person.Token });
        _server.Clock.Forward(TimeSpan.FromMinutes(61));
        foreach (var space in new[] { "/rooms", "/web" })
            await client.ExpectDisconnectAsync(space);
        Assert.Equal(2, client.Kept("token_expired").Count);
        using var late = await SocketClient.OpenAsync(_server.Http);
        Assert.Equal('4', (await late.TryEnterAsync("/rooms", new { token = person.Token })).Kind);
    }

    [Fact]
    public async Task Two_minutes_later_nobody_comes_back_as_what_it_was()
    {
        var person = await _server.PersonAsync();
        using var lost = await person.EnterAsync("/rooms");
        await lost.ExpectOffsetAsync(0);
        lost.Vanish();
        while (Registry.IsConnected(person.Account.Id))
            await Task.Yield();
        _server.Clock.Forward(TimeSpan.FromMinutes(3));
        using var back = await SocketClient.OpenAsync(_server.Http);
        var entered = await back.TryEnterAsync("/rooms", new { token = person.Token, pid = lost.Pid, offset = lost.Offset });
        Assert.NotEqual(lost.Pid, entered.Body.Text("pid"));
    }

    [Fact]
    public async Task A_stop_answers_what_is_under_way_before_it_ends_the_connections()
    {
        var (one, other) = await _server.FriendsAsync();
        using var sender = await one.EnterAsync("/rooms");
        await sender.AskAsync("send_message", new { receiver_id = other.Number, content = "first" });
        for (var i = 0; i < 100; i++)
            await sender.BeginAsync("send_message", new { receiver_id = other.Number, content = $"m{i}", temp_id = $"t{i}" });
        var reading = sender.ReadToEndAsync();
        await _server.StopAsync();
        var answers = (await reading).Where(packet => packet.Kind == '3').ToList();

        var directs = _server.Services.GetRequiredService<DirectConversations>();
        var conversations = _server.Services.GetRequiredService<IConversationStore>();
        var direct = await directs.FindAsync(one.Account, other.Account.Id, default);
        var stored = await conversations.FindForDeliveryAsync(direct!.Id, default);
        Assert.Equal(stored!.LastSeq - 1, answers.Count(packet => packet.Body[0].Text("status") == "sent"));
    }

    [Fact]
    public async Task Any_number_may_come_send_and_vanish_at_once()
    {
        var (one, other) = await _server.FriendsAsync();
        using var watcher = await other.EnterAsync("/web");
        var sent = new ConcurrentDictionary<string, bool>();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < 8; round++)
            {
                using var client = await one.EnterAsync(round % 2 == 0 ? "/rooms" : "/");
                var text = $"{worker}-{round}";
                var answer = await client.AskAsync("send_message", new { receiver_id = other.Number, content = text, temp_id = text });
                Assert.Equal("sent", answer.Text("status"));
                sent[text] = true;
                client.Vanish();
            }
        })));
        var heard = new HashSet<string>();
        while (heard.Count < sent.Count)
            Assert.True(heard.Add((await watcher.ExpectAsync("message")).Text("content")!));
        Assert.Empty(_server.Complaints);
    }

    private Parley.Delivery.ConnectionRegistry Registry => _server.Services.GetRequiredService<Parley.Delivery.ConnectionRegistry>();
}
