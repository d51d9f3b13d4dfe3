using Parley.Accounts;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Delivery;

namespace Parley.Tests.Moderation;

public sealed class ContentOnSqlite() : ContentContract(new SqliteFixture());

public sealed class ContentOnPostgres() : ContentContract(new PostgresFixture());

/// <summary>What becomes of a message that the rules on content find something in, from the send to the record, and of reports.</summary>
public abstract class ContentContract(DatabaseFixture fixture) : OwnDatabase(fixture)
{
    private TenantId _tenant;
    private Account _alice = null!;
    private Account _bob = null!;
    private ConversationId _direct;

    [Fact]
    public async Task A_masked_word_is_stored_and_told_with_stars_and_a_repeat_is_of_what_was_submitted()
    {
        await using var node = await NodeAsync();
        await PutAsync(node, WordAction.Mask, "笨蛋");
        var bob = await node.ConnectAsync(_bob);

        var sent = await node.SendAsync(_alice, _direct, "你这笨 蛋!", "t");
        var repeat = await node.SendAsync(_alice, _direct, "你这笨 蛋!", "t");
        var other = await node.SendAsync(_alice, _direct, "你这***!", "t");
        await node.SettleAsync();

        Assert.Equal("你这***!", sent.Message?.Body.Text);
        Assert.True(repeat.IsRepeat);
        Assert.Equal(sent.Message!.Id, repeat.Message!.Id);
        Assert.Equal(ChatError.IdempotencyConflict, other.Refusal?.Error);
        Assert.Equal("你这***!", (await node.History.PageAsync(_bob, _direct, null, 10, default)).Value!.Messages.Single().Body.Text);
        Assert.Single(bob.Seqs(_direct));
        Assert.Empty(await HitsAsync(node));
    }

    [Fact]
    public async Task A_rejected_word_is_refused_and_is_one_hit_however_often_it_is_sent()
    {
        await using var node = await NodeAsync();
        await PutAsync(node, WordAction.Reject, "枪支");

        var refused = await node.SendAsync(_alice, _direct, "卖枪支", "t");
        var again = await node.SendAsync(_alice, _direct, "卖枪支", "t");
        var without = await node.SendAsync(_alice, _direct, "卖枪支");
        var better = await node.SendAsync(_alice, _direct, "卖菜", "t");

        Assert.All([refused, again, without], send => Assert.Equal(ChatError.ContentRejected, send.Refusal?.Error));
        Assert.Null(better.Refusal);
        var hit = Assert.Single(await HitsAsync(node));
        Assert.Equal((HitKind.RejectedWord, "枪支", "卖枪支", _alice.Id, _direct, default(MessageId)), (hit.Kind, hit.Words, hit.Text, hit.UserId, hit.ConversationId, hit.MessageId));
    }

    [Fact]
    public async Task What_was_stored_before_a_word_was_on_the_list_is_still_answered_as_a_repeat()
    {
        await using var node = await NodeAsync();
        var sent = await node.SendAsync(_alice, _direct, "old word", "t");
        await PutAsync(node, WordAction.Reject, "OLD");

        var repeat = await node.SendAsync(_alice, _direct, "old word", "t");

        Assert.True(repeat.IsRepeat);
        Assert.Equal(sent.Message!.Id, repeat.Message!.Id);
        Assert.Empty(await HitsAsync(node));
    }

    [Fact]
    public async Task A_flagged_word_is_stored_as_it_is_and_recorded_with_its_message()
    {
        await using var node = await NodeAsync();
        await PutAsync(node, WordAction.Flag, "微信");

        var sent = await node.SendAsync(_alice, _direct, "加微信", "t");
        await node.SendAsync(_alice, _direct, "加微信", "t");

        Assert.Equal("加微信", sent.Message?.Body.Text);
        var hit = Assert.Single(await HitsAsync(node));
        Assert.Equal((HitKind.FlaggedWord, sent.Message!.Id), (hit.Kind, hit.MessageId));
    }

    [Fact]
    public async Task Five_rejected_messages_end_in_a_ban_that_the_node_knows_at_once()
    {
        await using var node = await NodeAsync();
        await PutAsync(node, WordAction.Reject, "bad");
        var banned = new TaskCompletionSource<Account>();
        node.Accounts.Changed += account => banned.TrySetResult(account);

        for (var i = 0; i < 5; i++)
            await node.SendAsync(_alice, _direct, $"bad {i}");

        Assert.Equal(AccountStatus.Banned, (await banned.Task).Status);
        Assert.Equal(ChatError.Banned, (await node.SendAsync(_alice, _direct, "nice")).Refusal?.Error);
    }

    [Fact]
    public async Task What_is_too_much_to_be_written_down_one_by_one_is_counted()
    {
        await using var node = await NodeAsync();
        for (byte i = 0; i < 14; i++)
            node.Hits.Add(_alice, HitKind.FlaggedNumber, "", [i]);
        node.Hits.Add(_bob, HitKind.FlaggedNumber, "", [1]);
        await node.Hits.WriteUnwrittenAsync(default);
        for (byte i = 0; i < 3; i++)
            node.Hits.Add(_alice, HitKind.FlaggedNumber, "", [i]);

        var hits = await HitsAsync(node);
        Assert.Equal([(_alice.Id, 10), (_bob.Id, 1)], hits.Where(hit => hit.Kind == HitKind.FlaggedNumber).GroupBy(hit => hit.UserId).Select(group => (group.Key, group.Count())));
        Assert.Equal([(_alice.Id, "4"), (_alice.Id, "3")], hits.Where(hit => hit.Kind == HitKind.More).Select(hit => (hit.UserId, hit.Words!)));
    }

    [Fact]
    public async Task A_report_keeps_what_a_message_said_though_it_is_recalled()
    {
        await using var node = await NodeAsync();
        var sent = await node.SendAsync(_bob, _direct, "坏话");
        Assert.True((await node.History.RecallAsync(_bob, sent.Message!.Id, default)).IsOk);

        var report = await node.Reports.FileAsync(_alice, _bob.Id, sent.Message.Id, " abuse ", " 他骂人 ", default);
        var again = await node.Reports.FileAsync(_alice, _bob.Id, sent.Message.Id, "spam", null, default);

        Assert.Equal(("abuse", "他骂人", "坏话"), (report.Value!.Report.Reason, report.Value.Report.Detail, report.Value.Report.Evidence!.Text));
        Assert.Equal((report.Value.Report, false), (again.Value!.Report, again.Value.IsNew));
    }

    [Fact]
    public async Task Only_what_one_may_see_is_reported_and_only_with_fields_that_can_be_kept()
    {
        await using var node = await NodeAsync();
        var eve = await Fixture.AddPersonAsync(_tenant);
        var stranger = await Fixture.AddPersonAsync(await Fixture.NewTenantAsync());
        var sent = (await node.SendAsync(_bob, _direct, "hi")).Message!.Id;

        Assert.Equal(ChatError.NotParticipant, await RefusalAsync(node, eve, _bob.Id, sent));
        Assert.Equal(ChatError.UserNotFound, await RefusalAsync(node, stranger, eve.Id, sent));
        Assert.Equal(ChatError.MessageNotFound, await RefusalAsync(node, _alice, eve.Id, sent)); // it is another's
        Assert.Equal(ChatError.MessageNotFound, await RefusalAsync(node, _alice, _bob.Id, new MessageId(12)));
        Assert.Equal(ChatError.SelfTarget, await RefusalAsync(node, _alice, _alice.Id, null));
        Assert.Equal(ChatError.UserNotFound, await RefusalAsync(node, _alice, new UserId(99), null));
        foreach (var (reason, detail) in new (string?, string?)[] { (null, null), ("", null), (" ", null), (new string('x', 51), null), ("a\nb", null), ("a\0", null), ("ok", new string('x', 1_001)), ("ok", "\uD800") })
            Assert.Equal(ChatError.InvalidField, (await node.Reports.FileAsync(_alice, _bob.Id, null, reason, detail, default)).Refusal?.Error);
        for (var i = 0; i < 20; i++)
            await node.Reports.FileAsync(eve, _bob.Id, null, "flood", null, default);
        Assert.Equal(ChatError.RateLimited, await RefusalAsync(node, eve, _bob.Id, null));
    }

    private static async Task<ChatError?> RefusalAsync(TestNode node, Account reporter, UserId target, MessageId? message) =>
        (await node.Reports.FileAsync(reporter, target, message, "spam", null, default)).Refusal?.Error;

    private async Task<TestNode> NodeAsync()
    {
        _tenant = await Fixture.NewTenantAsync();
        (_alice, _bob) = (await Fixture.AddPersonAsync(_tenant), await Fixture.AddPersonAsync(_tenant));
        _direct = await Fixture.AddDirectAsync(_tenant, _alice.Id, _bob.Id);
        return new TestNode(Fixture.Stores, Fixture.Settled, Fixture);
    }

    private async Task PutAsync(TestNode node, WordAction action, string word)
    {
        Assert.True((await new SensitiveWords(Fixture.Stores.Words, Fixture.Clock).SetAsync(_tenant, [word], action, default)).IsOk);
        await node.Words.ReloadAsync(default);
    }

    // Ends the log, so that all is written.
    private async Task<IReadOnlyList<Hit>> HitsAsync(TestNode node)
    {
        await node.Hits.DisposeAsync();
        return await Fixture.Stores.Moderation.ListHitsAsync(_tenant, default, 100, default);
    }
}
