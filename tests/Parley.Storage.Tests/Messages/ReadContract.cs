using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Messages;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>What reading, recalling and hiding promise, on whatever database.</summary>
public abstract class ReadContract(DatabaseFixture fixture)
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Pages_are_ranges_of_seq_without_what_the_viewer_hid()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var sends = await world.RunAsync([.. Enumerable.Range(1, 10).Select(i => ChatWorld.Send(direct.Id, ann, $"{i}"))]);
        await world.Messages.HideAsync(world.Tenant, sends[8].Id, bob.Id, 1, default);

        var newest = await world.Messages.ReadPageAsync(direct.Id, bob.Id, 0, null, 3, default);
        var before = await world.Messages.ReadPageAsync(direct.Id, bob.Id, 0, 7, 10, default);
        var joined = await world.Messages.ReadPageAsync(direct.Id, bob.Id, 5, 7, 10, default);
        var after = await world.Messages.ReadAfterAsync(direct.Id, bob.Id, 7, 2, default);
        var ofAnn = await world.Messages.ReadAfterAsync(direct.Id, ann.Id, 7, 2, default);

        Assert.Equal([7L, 8L, 10L], newest.Messages.Select(row => row.Seq));
        Assert.True(newest.HasMore);
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], before.Messages.Select(row => row.Seq));
        Assert.False(before.HasMore);
        Assert.Equal([6L], joined.Messages.Select(row => row.Seq));
        Assert.Equal([8L, 10L], after.Messages.Select(row => row.Seq));
        Assert.False(after.HasMore);
        Assert.Equal([8L, 9L], ofAnn.Messages.Select(row => row.Seq));
        Assert.True(ofAnn.HasMore);
        Assert.Equal(10, Assert.Single(await world.Conversations.ListAsync(bob.Id, null, false, default)).LastMessage?.Seq);
    }

    [Fact]
    public async Task Of_messages_that_are_named_those_come_that_the_viewer_may_see()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, cem) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (direct, group) = (await world.DirectAsync(ann, bob), await world.GroupAsync(ann, bob));
        var (one, two, three) = (await world.SendAsync(direct, ann, "one"), await world.SendAsync(direct, ann, "two"), await world.SendAsync(group, ann, "three"));
        await world.Messages.HideAsync(world.Tenant, one.Id, bob.Id, 1, default);
        await world.Messages.RecallAsync(world.Tenant, two.Id, ann.Id, two.Message!.CreatedAt, TwoMinutes, default);
        MessageId[] all = [one.Id, two.Id, three.Id, new(5)];

        Assert.Equal([one.Id, two.Id, three.Id], await FindAsync(world.Tenant, ann.Id));
        Assert.Equal([two.Id, three.Id], await FindAsync(world.Tenant, bob.Id));
        Assert.Empty(await FindAsync(world.Tenant, cem.Id));
        Assert.Empty(await FindAsync(new TenantId(1), ann.Id));
        Assert.Empty(await world.Messages.FindVisibleAsync(world.Tenant, ann.Id, [], default));

        async Task<IEnumerable<MessageId>> FindAsync(TenantId tenant, UserId viewer) =>
            (await world.Messages.FindVisibleAsync(tenant, viewer, all, default)).Select(message => message.Id).OrderBy(id => id.Value);
    }

    [Fact]
    public async Task Only_the_sender_recalls_and_only_within_the_window_and_twice_changes_nothing()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var (one, two) = (await world.SendAsync(direct, ann, "one"), await world.SendAsync(direct, ann, "two"));
        var now = two.Message!.CreatedAt;

        var byBob = await world.Messages.RecallAsync(world.Tenant, one.Id, bob.Id, now, TwoMinutes, default);
        var elsewhere = await world.Messages.RecallAsync(new TenantId(1), one.Id, ann.Id, now, TwoMinutes, default);
        var recalled = await world.Messages.RecallAsync(world.Tenant, one.Id, ann.Id, now, TwoMinutes, default);
        var again = await world.Messages.RecallAsync(world.Tenant, one.Id, ann.Id, now + 1_000_000, TwoMinutes, default);
        var late = await world.Messages.RecallAsync(world.Tenant, two.Id, ann.Id, now + 120_001, TwoMinutes, default);

        Assert.Equal(ChatError.Forbidden, byBob.Refusal?.Error);
        Assert.Equal(ChatError.MessageNotFound, elsewhere.Refusal?.Error);
        Assert.Equal((true, 3L, 3L, (long?)now), (recalled.Value!.IsChanged, recalled.Value.Message.Rev, recalled.Value.Conversation.Rev, recalled.Value.Message.RecalledAt));
        Assert.False(again.Value!.IsChanged);
        Assert.Equal(ChatError.RecallExpired, late.Refusal?.Error);
        Assert.Equal(recalled.Value.Message, (await world.Messages.FindAsync(world.Tenant, one.Id, default))?.Message);
        Assert.Equal(3, (await world.ReadAsync(direct.Id)).Rev);
    }

    [Fact]
    public async Task Sync_tells_exactly_what_changed()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var sends = await world.RunAsync([.. Enumerable.Range(1, 6).Select(i => ChatWorld.Send(direct.Id, ann, $"{i}"))]); // rev 1 to 6
        await world.Messages.RecallAsync(world.Tenant, sends[1].Id, ann.Id, sends[5].Message!.CreatedAt, TwoMinutes, default); // 7
        await world.Messages.HideAsync(world.Tenant, sends[2].Id, bob.Id, 1, default); // 8
        await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 5, 0, null)); // 9
        var hiddenAgain = await world.Messages.HideAsync(world.Tenant, sends[2].Id, bob.Id, 1, default);

        var all = await world.Messages.ReadChangesAsync(direct.Id, bob.Id, 0, 6, 10, default);
        var ofAnn = await world.Messages.ReadChangesAsync(direct.Id, ann.Id, 0, 6, 10, default);
        var firstPage = await world.Messages.ReadChangesAsync(direct.Id, bob.Id, 0, 4, 3, default);
        var nothing = await world.Messages.ReadChangesAsync(direct.Id, bob.Id, 0, 9, 10, default);

        Assert.False(hiddenAgain.Value!.IsChanged);
        Assert.Equal(9, all.Conversation.Rev);
        Assert.Equal([(7L, sends[1].Id), (8L, sends[2].Id)], all.Messages.Select(row => (row.Rev, row.Id)));
        Assert.Equal([sends[2].Id], all.Hidden);
        Assert.Equal((bob.Id, 9L), Assert.Single(all.Participants.Select(participant => (participant.UserId, participant.Rev))));
        Assert.Empty(ofAnn.Hidden);
        Assert.Equal([5L, 6L, 7L], firstPage.Messages.Select(row => row.Rev));
        Assert.True(firstPage.HasMore);
        Assert.Empty(firstPage.Participants);
        Assert.Empty(nothing.Messages);
        Assert.Empty(nothing.Participants);
        var advanced = await world.Conversations.ReadAdvancedAsync([(direct.Id, 8), (new ConversationId(5), 0)], default);
        Assert.Equal([(direct.Id, 9L)], advanced);
        Assert.Empty(await world.Conversations.ReadAdvancedAsync([(direct.Id, 9)], default));
    }

    [Fact]
    public async Task Old_keys_and_device_positions_go()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var first = await world.SendAsync(direct, ann, "one", "t");
        await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 1, 0, "phone"));

        Assert.Equal(0, await Sql.NumberAsync(world.Stores, "SELECT count(*) FROM send_keys WHERE created_at < @at", ("@at", first.Message!.CreatedAt - 1_000_000)));
        Assert.True(await world.Messages.DeleteKeysAsync(first.Message.CreatedAt + 1, default) >= 1);
        Assert.True(await world.Messages.DeleteDevicesAsync(world.Clock.NowMs + 1, default) >= 1);

        Assert.False((await world.SendAsync(direct, ann, "one", "t")).IsRepeat);
        Assert.Null(Assert.Single(await world.Conversations.ReadBacklogAsync(bob.Id, "phone", default)).DeviceSeq);
        Assert.Equal(world.Stores.Generation, await world.Messages.ReadGenerationAsync(default));
    }

    [Fact]
    public async Task A_page_of_a_long_conversation_is_an_index_range()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var isSqlite = world.Stores.Kind == DatabaseKind.Sqlite;
        await Sql.RunAsync(
            world.Stores,
            $"""
            INSERT INTO messages (id, conversation_id, seq, rev, sender_id, type, text, created_at)
            {(isSqlite ? "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 100000)" : "")}
            SELECT n, 4711, n, n, 1, 1, 'x', n FROM {(isSqlite ? "s" : "generate_series(1, 100000) n")}
            """);
        await Sql.RunAsync(world.Stores, "ANALYZE messages");

        foreach (var sql in (string[])[MessageStore.PageSql, MessageStore.AfterSql, MessageStore.ChangesSql])
        {
            (string Name, object? Value)[] args =
            [
                ("@conversation", 4711L), ("@viewer", 1L), ("@after", 50_000L), .. sql.Contains("@before", StringComparison.Ordinal) ? [("@before", 90_000L)] : Array.Empty<(string, object?)>(),
                .. sql.Contains("@rev", StringComparison.Ordinal) ? [("@rev", 60_000L)] : Array.Empty<(string, object?)>(), ("@limit", 51),
            ];
            var plan = string.Join(
                '\n',
                await Sql.TextsAsync(world.Stores, (isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql, row => row.GetString(isSqlite ? 3 : 0), args));

            Assert.DoesNotContain("Seq Scan on messages", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN m", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
            Assert.Contains(sql == MessageStore.ChangesSql ? "messages_rev" : "messages_seq", plan, StringComparison.Ordinal);
        }
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteReadTests(SqliteFixture fixture) : ReadContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresReadTests(PostgresFixture fixture) : ReadContract(fixture), IClassFixture<PostgresFixture>;
