using Parley.Accounts;
using Parley.Conversations;
using Parley.Files;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Moderation;

/// <summary>What is kept with a report of what stood around its message, on whatever database.</summary>
public abstract class ReportMessagesContract(DatabaseFixture fixture)
{
    private const long Day = 24 * 3_600_000;

    [Fact]
    public async Task What_stood_around_is_kept_as_it_was_within_bounds()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var sent = new List<Message>();
        for (var i = 0; i < 60; i++)
            sent.Add((await world.SendAsync(direct, i % 2 == 0 ? ann : bob, $"{i}")).Message!);
        await RecallAsync(world, sent[38]);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        var report = await FileAsync(world, ann, bob, direct, sent[41]);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await RecallAsync(world, sent[39]);

        var kept = await fixture.Stores.Reports.ReadMessagesAsync(report.Id, default);
        Assert.Equal(Enumerable.Range(11, 41).Select(i => i == 38 ? "" : $"{i}"), kept.Select(message => message.Body.Text));
        Assert.Equal(sent.Skip(11).Take(41).Select(message => (message.Id, message.Seq, message.SenderId, message.CreatedAt)),
            kept.Select(message => (message.Id, message.Seq, message.SenderId, message.CreatedAt)));
        Assert.Equal([sent[38].Id], kept.Where(message => message.RecalledAt is not null).Select(message => message.Id));
        Assert.Empty(await fixture.Stores.Reports.ReadMessagesAsync((await FileAsync(world, ann, bob, direct, null)).Id, default));
    }

    [Fact]
    public async Task It_goes_when_the_report_was_decided_on_long_ago()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var (first, second) = ((await world.SendAsync(direct, bob, "1")).Message!, (await world.SendAsync(direct, bob, "2")).Message!);
        var (decided, open) = (await FileAsync(world, ann, bob, direct, first), await FileAsync(world, ann, bob, direct, second));
        await DecideAsync(world, decided, at: fixture.Clock.NowMs);

        await fixture.Stores.Moderation.DeleteReportMessagesAsync(fixture.Clock.NowMs, default);
        Assert.Equal(2, (await fixture.Stores.Reports.ReadMessagesAsync(decided.Id, default)).Count);
        while (await fixture.Stores.Moderation.DeleteReportMessagesAsync(fixture.Clock.NowMs + Day, default) > 0)
        {
        }

        Assert.Empty(await fixture.Stores.Reports.ReadMessagesAsync(decided.Id, default));
        Assert.Equal(2, (await fixture.Stores.Reports.ReadMessagesAsync(open.Id, default)).Count);
    }

    [Fact]
    public async Task A_file_that_an_open_report_names_outlives_its_owners_account_for_those_who_decide()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var files = fixture.Stores.Files;
        var (reported, near, far) = (await AddFileAsync(bob), await AddFileAsync(bob), await AddFileAsync(bob));
        await SendAsync(world, direct, bob, far);
        for (var i = 0; i < Report.KeptBefore; i++)
            await world.SendAsync(direct, ann, $"{i}");
        await SendAsync(world, direct, bob, near);
        var report = await FileAsync(world, ann, bob, direct, await SendAsync(world, direct, bob, reported));

        Assert.Equal([far], await CondemnAllAsync(bob));
        foreach (var file in new[] { reported, near })
        {
            Assert.Null(await files.FindAsync(world.Tenant, file, default));
            Assert.False(await files.TouchAsync(file, fixture.Clock.NowMs, default));
            Assert.False(await files.KeepAsync(file, bob.Id, default));
            Assert.Equal(file, (await files.FindReportedAsync(world.Tenant, file, default))?.Id);
            Assert.Null(await files.FindReportedAsync(new TenantId(world.Tenant.Value + 1), file, default));
        }

        Assert.Null(await files.FindReportedAsync(world.Tenant, far, default));
        Assert.Empty((await files.CondemnAsync(0, default)).Intersect([reported, near]));
        await DecideAsync(world, report, fixture.Clock.NowMs);
        Assert.Equal(2, (await files.CondemnAsync(0, default)).Intersect([reported, near]).Count());
        Assert.Null(await files.FindReportedAsync(world.Tenant, reported, default));
    }

    [Fact]
    public async Task What_was_held_goes_with_the_second_erasure_too_once_nobody_asks_for_it()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var file = await AddFileAsync(bob);
        var report = await FileAsync(world, ann, bob, direct, await SendAsync(world, direct, bob, file));
        Assert.Empty(await CondemnAllAsync(bob));
        await DecideAsync(world, report, fixture.Clock.NowMs);
        Assert.Equal([file], await CondemnAllAsync(bob));
    }

    private async Task<List<FileId>> CondemnAllAsync(Account owner)
    {
        var all = new List<FileId>();
        while (await fixture.Stores.PersonalData.CondemnFilesAsync(owner.Id, default) is { Count: > 0 } condemned)
        {
            await fixture.Stores.Files.ForgetAsync(condemned, default);
            all.AddRange(condemned);
        }

        return all;
    }

    private async Task RecallAsync(ChatWorld world, Message message) => Assert.True(
        (await world.Messages.RecallAsync(world.Tenant, message.Id, message.SenderId, fixture.Clock.NowMs, MessageHistory.RecallWindow, default)).IsOk);

    private static async Task<Message> SendAsync(ChatWorld world, Conversation conversation, Account sender, FileId file)
    {
        var send = ChatWorld.Send(conversation.Id, sender, "");
        send.Body = new MessageFile { Id = file, Name = "a.png" }.ToBody(MessageType.Image, "");
        return (await world.RunAsync(send))[0].Message!;
    }

    private async Task<FileId> AddFileAsync(Account owner)
    {
        var file = new StoredFile
        {
            Id = new FileId(fixture.Ids.Next()),
            TenantId = owner.TenantId,
            OwnerId = owner.Id,
            Name = "a.png",
            ContentType = "image/png",
            Kind = FileKind.Image,
            Size = 1,
            Sha256 = new string('a', 64),
            CreatedAt = fixture.Clock.NowMs,
        };
        Assert.True(await fixture.Stores.Files.AddAsync(file, 0, default));
        return file.Id;
    }

    private async Task<Report> FileAsync(ChatWorld world, Account reporter, Account target, Conversation conversation, Message? message) =>
        (await fixture.Stores.Moderation.AddReportAsync(
            new Report
            {
                Id = new ReportId(fixture.Ids.Next()),
                TenantId = world.Tenant,
                ReporterId = reporter.Id,
                TargetId = target.Id,
                MessageId = message?.Id ?? default,
                ConversationId = message is null ? default : conversation.Id,
                Evidence = message?.Body,
                Reason = "abuse",
                CreatedAt = fixture.Clock.NowMs,
            },
            new CountingRule(0, 0, 0),
            _ => null,
            default)).Value!.Report;

    private async Task DecideAsync(ChatWorld world, Report report, long at) => Assert.True(
        (await fixture.Stores.Reports.StepAsync(world.Tenant, report.Id, new ReportStep(ReportState.Resolved, new UserId(7), at, null, null), default)).IsOk);
}

/// <summary>On SQLite.</summary>
public sealed class SqliteReportMessagesTests(SqliteFixture fixture) : ReportMessagesContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresReportMessagesTests(PostgresFixture fixture) : ReportMessagesContract(fixture), IClassFixture<PostgresFixture>;
