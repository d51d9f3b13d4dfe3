using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Delivery;

public sealed class TurnsOnSqlite() : TurnsContract(new SqliteFixture());

public sealed class TurnsOnPostgres() : TurnsContract(new PostgresFixture());

/// <summary>The order of a conversation's changes when some are committed beside the writer, or are told late.</summary>
public abstract class TurnsContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    [Fact]
    public async Task Recalls_and_edits_amid_a_stream_of_messages_are_each_told_once()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, group) = await GroupAsync(node);
        var (origin, other) = (await node.ConnectAsync(alice), await node.ConnectAsync(bob));
        var history = new MessageHistory(
            Fixture.Stores.Messages, Fixture.Stores.Conversations, new Access(Fixture.Stores.Conversations), node.Receipts, node.Fanout, node.Audit, Fixture.Clock);

        var edits = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var edited = await Fixture.Stores.Conversations.EditAsync(
                    alice.TenantId, group, (_, _) => new ConversationEdit { Title = $"title {i}" }, default);
                node.Fanout.Publish(new GroupChanged(edited.Value!.Conversation, GroupChange.Updated, alice.Id, []));
            }
        });
        for (var i = 1; i <= 100; i++)
        {
            var send = new Messages.OriginSend(origin, node.Unlimited) { ConversationId = group, Sender = alice };
            node.Sender.Send(send);
            await send.Done;
            if (i % 5 == 0)
                Assert.True((await history.RecallAsync(alice, send.Message!.Id, default)).IsOk);
        }

        await edits;
        await node.SettleAsync();
        await node.CheckTailsAsync();

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), other.Seqs(group));
        Assert.Empty(origin.Seqs(group));
        Assert.Equal(20, other.Lines.Count(line => line == "group Updated"));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"recalled {i * 5}"), other.Lines.Where(line => line.StartsWith("recalled", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task A_change_told_before_the_one_that_precedes_it_waits_for_it()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, group) = await GroupAsync(node);
        var other = await node.ConnectAsync(bob);
        var edits = new List<Conversation>();
        for (var i = 0; i < 2; i++)
        {
            edits.Add((await Fixture.Stores.Conversations.EditAsync(
                alice.TenantId, group, (_, _) => new ConversationEdit { Title = $"title {i}" }, default)).Value!.Conversation);
        }

        node.Fanout.Publish(new GroupChanged(edits[1], GroupChange.RoleChanged, alice.Id, []));
        await node.SettleAsync();
        Assert.Empty(other.Lines);
        node.Fanout.Publish(new GroupChanged(edits[0], GroupChange.Updated, alice.Id, []));
        await node.SettleAsync();
        Assert.Equal(["group Updated", "group RoleChanged"], other.Lines);
    }

    [Fact]
    public async Task What_one_hides_is_told_to_its_own_devices_and_stops_nobody_elses_order()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, group) = await GroupAsync(node);
        var (mine, other) = (await node.ConnectAsync(alice), await node.ConnectAsync(bob));
        var first = await node.SendAsync(bob, group, "one");
        var history = new MessageHistory(
            Fixture.Stores.Messages, Fixture.Stores.Conversations, new Access(Fixture.Stores.Conversations), node.Receipts, node.Fanout, node.Audit, Fixture.Clock);
        Assert.True((await history.HideAsync(alice, first.Message!.Id, default)).IsOk);
        await node.SendAsync(bob, group, "two");
        await node.SettleAsync();
        Assert.Contains(nameof(MessageHidden), mine.Lines);
        Assert.DoesNotContain(nameof(MessageHidden), other.Lines);
        Assert.Equal([1, 2], other.Seqs(group));
    }

    [Fact]
    public async Task A_mark_on_ones_own_list_is_told_to_nobody_and_leaves_no_hole()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var direct = await Fixture.AddDirectAsync(tenant, alice.Id, bob.Id);
        var (mine, other) = (await node.ConnectAsync(alice), await node.ConnectAsync(bob));
        var sessions = new Sessions(Fixture.Stores.Conversations, new Access(Fixture.Stores.Conversations), node.Fanout, Fixture.Clock);
        await node.SendAsync(bob, direct, "one");
        await node.SettleAsync();
        var told = Told();

        Assert.True((await sessions.MarkAsync(alice, direct, SessionMark.Pin, default)).Value);
        Assert.True((await sessions.MarkAsync(alice, direct, SessionMark.Hide, default)).Value);
        Assert.False((await sessions.MarkAsync(alice, direct, SessionMark.Hide, default)).Value);
        await node.SettleAsync();
        Assert.Equal(told, Told());
        await node.SendAsync(bob, direct, "two");
        await node.SettleAsync();
        Assert.Equal([1, 2], other.Seqs(direct));
        Assert.Equal([1, 2], mine.Seqs(direct));
        Assert.Single(await sessions.ListAsync(alice, default));

        int Told() => other.Lines.Count(line => !line.StartsWith("presence ", StringComparison.Ordinal)); // who came is told in its own time
    }

    [Fact]
    public async Task Tails_go_with_the_last_who_watched_them()
    {
        await using var node = new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
        var (alice, bob, group) = await GroupAsync(node);
        await node.SendAsync(alice, group, "hello");
        var connections = new[] { await node.ConnectAsync(alice), await node.ConnectAsync(bob, "a"), await node.ConnectAsync(bob, "b") };
        await node.SendAsync(alice, group, "again");
        await node.SettleAsync();
        foreach (var connection in connections)
        {
            Assert.True(node.Fanout.Tails.Count > 0);
            node.Handoff.Detach(connection);
            node.Handoff.Detach(connection);
        }

        Assert.Equal(0, node.Fanout.Tails.Count);
    }

    private async Task<(Account Alice, Account Bob, ConversationId Group)> GroupAsync(TestNode node)
    {
        var tenant = await Fixture.NewTenantAsync();
        var (alice, bob) = (await Fixture.AddPersonAsync(tenant), await Fixture.AddPersonAsync(tenant));
        var id = new ConversationId(Fixture.Ids.Next());
        await Fixture.Stores.Conversations.CreateGroupAsync(
            new Conversation
            {
                Id = id,
                TenantId = tenant,
                Kind = ConversationKind.Group,
                Title = "group",
                OwnerId = alice.Id,
                MaxMembers = 10,
                MemberCount = 2,
                MemberVersion = 1,
                CreatedAt = Fixture.Clock.NowMs,
            },
            [
                new Participant { ConversationId = id, UserId = alice.Id, Role = MemberRole.Owner, JoinedAt = 1 },
                new Participant { ConversationId = id, UserId = bob.Id, JoinedAt = 1 },
            ],
            default);
        return (alice, bob, id);
    }
}
