using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;

namespace Parley.Dialects.Tests.Social;

/// <summary>The backlog beside the read loop.</summary>
public sealed class HandoffTests(SocialServer server) : IClassFixture<SocialServer>
{
    private static readonly string Long = new('界', 1000);

    [Fact]
    public async Task A_backlog_that_the_client_takes_slowly_keeps_no_heartbeat_waiting_and_sends_go_after_it()
    {
        const int Count = 6_000;
        var (one, other) = await server.FriendsAsync();
        await WriteAsync(one.Account, other.Account, Count);

        // Some 20 MB are more than the kernel's buffers take: the hand-off stands still until the client reads on.
        using var client = await other.ConnectAsync("phone");
        await client.SendChatAsync(one.Id, "answer", "t-1");
        await client.SendAsync(new { type = "ping" });
        int? beforePong = null, beforeAnswer = null;
        for (var messages = 0; beforePong is null || beforeAnswer is null;)
        {
            var frame = await client.ReceiveAsync();
            if (frame.Text("type") == "pong")
                beforePong = messages;
            else if (frame.Text("action") == "message_sent")
                beforeAnswer = messages;
            else if (frame.Text("action") == "new_message")
                messages++;
        }

        Assert.InRange(beforePong.Value, 0, Count - 1);
        Assert.Equal(Count, beforeAnswer);
    }

    [Fact]
    public async Task A_new_name_goes_out_with_the_next_message_of_a_connection_that_signed_in_before()
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.ConnectAsync();
        using var receiver = await other.ConnectAsync();
        await receiver.ExpectAliveAsync();
        await server.RenameAsync(one, "新名字");
        await sender.SendChatAsync(other.Id, "hi", "t-1");
        Assert.Equal("新名字", (await receiver.ExpectAsync("chat", "new_message")).Text("sender_name"));
    }

    private async Task WriteAsync(Account from, Account to, int count)
    {
        var direct = await server.Services.GetRequiredService<DirectConversations>().OpenAsync(from, to.Id, CancellationToken.None);
        var sender = server.Services.GetRequiredService<MessageSender>();
        foreach (var batch in Enumerable.Range(0, count).Chunk(1_000))
        {
            var sends = batch.Select(_ => new AwaitedSend
            {
                ConversationId = direct.Value,
                Sender = from,
                Body = new MessageBody(MessageType.Text, Long),
                Policy = ContactPolicy.Friends,
                Rate = new Limits.RateLimit("Test", 60, 1_000_000, TimeSpan.FromSeconds(1), 1_000_000),
            }).ToList();
            foreach (var send in sends)
                sender.Send(send);
            await Task.WhenAll(sends.Select(send => send.Done));
            Assert.All(sends, send => Assert.Null(send.Refusal));
        }
    }
}
