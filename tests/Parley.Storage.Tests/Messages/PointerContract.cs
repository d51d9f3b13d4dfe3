using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>What read and delivered pointers promise, on whatever database.</summary>
public abstract class PointerContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Pointers_rise_within_what_is_there_and_never_go_back()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        for (var i = 0; i < 10; i++)
            await world.SendAsync(direct, i % 3 == 0 ? bob : ann);

        var first = await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 4, 6, "phone"));
        var back = await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 2, 3, "phone"));
        var beyond = await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 999, 0, null));

        var moved = Assert.Single(Assert.Single(first).Participants);
        Assert.Equal((4L, 6L, 2L), (moved.ReadSeq, moved.DeliveredSeq, moved.OwnSentAtRead)); // own: 1 and 4
        Assert.Equal(first[0].Conversation.Rev, moved.Rev);
        Assert.Equal(11, moved.Rev);
        Assert.Empty(back);
        var end = Assert.Single(Assert.Single(beyond).Participants);
        Assert.Equal((10L, 10L, 4L), (end.ReadSeq, end.DeliveredSeq, end.OwnSentAtRead));
        Assert.Equal((4L, 6L), (end.ReadSeqBefore, end.DeliveredSeqBefore)); // told with the move, not stored
        Assert.Equal(end with { ReadSeqBefore = null, DeliveredSeqBefore = null }, await world.ReadAsync(direct.Id, bob));
        Assert.Equal(0, Unread.Count(await world.ReadAsync(direct.Id), end));
        var position = Assert.Single(await world.Conversations.ReadBacklogAsync(bob.Id, "phone", default));
        Assert.Equal(6, position.DeviceSeq);
        Assert.Null(Assert.Single(await world.Conversations.ReadBacklogAsync(bob.Id, "tablet", default)).DeviceSeq);
    }

    [Fact]
    public async Task A_flush_takes_one_rev_a_conversation_and_ignores_who_is_not_in()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);

        var moved = await world.MoveAsync(
            new PointerMove(direct.Id, ann.Id, 1, 0, null),
            new PointerMove(direct.Id, bob.Id, 1, 0, "a"),
            new PointerMove(direct.Id, bob.Id, 0, 1, "b"),
            new PointerMove(direct.Id, eve.Id, 1, 1, "c"),
            new PointerMove(new ConversationId(99), bob.Id, 1, 1, "d"));

        var one = Assert.Single(moved);
        Assert.Equal(2, one.Conversation.Rev);
        Assert.Equal([ann.Id, bob.Id], one.Participants.Select(participant => participant.UserId).Order(Comparer<UserId>.Create((a, b) => a.Value.CompareTo(b.Value))));
        Assert.Equal(2, (await world.ReadAsync(direct.Id)).Rev);
        Assert.Null(await world.Conversations.FindParticipantAsync(direct.Id, eve.Id, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Unread_by_formula_equals_recomputation_after_random_interleavings(int seed)
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var random = new Random(seed);
        var people = new List<Account>();
        for (var i = 0; i < 5; i++)
            people.Add(await world.PersonAsync());
        var group = await world.GroupAsync([.. people]);

        for (var round = 0; round < 25; round++)
        {
            var pending = new List<Task>();
            for (var step = 0; step < 6; step++)
                pending.Add(StepAsync(world, group.Id, people[random.Next(people.Count)], random.Next(10), random.Next(1, 40)));
            await Task.WhenAll(pending);

            var rows = await world.ReadAllAsync(group.Id);
            var conversation = await world.ReadAsync(group.Id);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(seq => (long)seq), rows.Select(row => row.Seq));
            Assert.True(rows.Count == 0 || rows.Max(row => row.Rev) <= conversation.Rev);
            foreach (var member in await world.Conversations.ReadMembersAsync(group.Id, default))
            {
                var unread = rows.Count(row => row.Seq > member.ReadSeq && row.SenderId != member.UserId);
                Assert.Equal(unread, Unread.Count(conversation, member));
            }
        }
    }

    private static async Task StepAsync(ChatWorld world, ConversationId group, Account person, int what, int seq)
    {
        switch (what)
        {
            case < 4:
                await world.RunAsync(ChatWorld.Send(group, person, $"{seq}"));
                break;
            case < 7:
                await world.MoveAsync(new PointerMove(group, person.Id, seq, 0, "phone"));
                break;
            case 7:
                var rows = await world.ReadAllAsync(group);
                if (rows.Count > 0)
                {
                    var row = rows[seq % rows.Count];
                    await world.Messages.RecallAsync(world.Tenant, row.Id, row.SenderId, world.Clock.NowMs, TimeSpan.FromDays(1), default);
                    await world.Messages.HideAsync(world.Tenant, row.Id, person.Id, world.Clock.NowMs, default);
                }

                break;
            default:
                var edited = await world.Conversations.EditAsync(
                    world.Tenant,
                    group,
                    (_, members) => new ConversationEdit
                    {
                        Members = [new MemberEdit(person.Id, MemberRole.Member, members.Any(member => member.UserId == person.Id) ? 5 : null, 6)],
                    },
                    default);
                Assert.True(edited.IsOk);
                break;
        }
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqlitePointerTests(SqliteFixture fixture) : PointerContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresPointerTests(PostgresFixture fixture) : PointerContract(fixture), IClassFixture<PostgresFixture>;
