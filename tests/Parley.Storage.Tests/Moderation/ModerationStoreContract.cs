using Parley.Accounts;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Moderation;

/// <summary>Reports, hits and the bans that they lead to, on whatever database.</summary>
public abstract class ModerationStoreContract(DatabaseFixture fixture)
{
    private static readonly ModerationOptions Options = new();

    private Stores Stores => fixture.Stores;

    private long Now => fixture.Clock.NowMs;

    [Fact]
    public async Task A_report_is_kept_with_its_evidence_and_the_same_again_is_the_same()
    {
        var (tenant, target) = await TargetAsync();
        var reporter = await OldPersonAsync(tenant);
        var report = Of(reporter, target) with
        {
            MessageId = new MessageId(77),
            ConversationId = new ConversationId(5),
            Evidence = new MessageBody(MessageType.Image, "骂人😀", 9),
            Detail = "twice",
        };

        var first = await AddAsync(report);
        var again = await AddAsync(report with { Id = new ReportId(fixture.Ids.Next()), Reason = "other" });
        var person = await AddAsync(Of(reporter, target));

        Assert.True(first.IsNew);
        Assert.False(again.IsNew);
        Assert.True(person.IsNew);
        Assert.Equal(report with { Counts = true }, first.Report);
        Assert.Equal(first.Report, again.Report);
        Assert.Equal([first.Report, person.Report], await Stores.Moderation.ListReportsAsync(tenant, default, 10, default));
        Assert.Equal([person.Report], await Stores.Moderation.ListReportsAsync(tenant, first.Report.Id, 10, default));
    }

    [Fact]
    public async Task Nobody_is_reported_across_tenants()
    {
        var (_, target) = await TargetAsync();
        var stranger = await OldPersonAsync(await fixture.NewTenantAsync());
        var added = await Stores.Moderation.AddReportAsync(Of(stranger, target), Rule, Judge, default);
        Assert.Equal(ChatError.UserNotFound, added.Refusal?.Error);
    }

    [Fact]
    public async Task Three_different_reporters_ban_for_a_day_and_every_node_hears_of_it()
    {
        var (tenant, target) = await TargetAsync();
        var reporters = new[] { await OldPersonAsync(tenant), await OldPersonAsync(tenant), await OldPersonAsync(tenant) };
        await AddAsync(Of(reporters[0], target));
        await AddAsync(Of(reporters[0], target) with { MessageId = new MessageId(1) });
        Assert.Null((await AddAsync(Of(reporters[1], target))).Ban);
        var (cursor, _) = await Stores.Accounts.ReadChangesAsync(-1, 0, default);

        var third = await AddAsync(Of(reporters[2], target));

        Assert.Equal(Now + (24 * 3_600_000), third.Ban!.Until);
        var banned = (await Stores.Accounts.FindAsync(target.Id, default))!;
        Assert.Equal((AccountStatus.Banned, third.Ban.Until, Options.BanReason), (banned.Status, banned.BannedUntil, banned.BanReason));
        Assert.Contains(target.Id, (await Stores.Accounts.ReadChangesAsync(cursor, 10, default)).Users);
    }

    [Fact]
    public async Task Reports_that_come_at_once_ban_exactly_once()
    {
        var (tenant, target) = await TargetAsync();
        var reporters = new List<Account>();
        while (reporters.Count < 8)
            reporters.Add(await OldPersonAsync(tenant));

        var added = await Task.WhenAll(reporters.Select(reporter => Task.Run(() => AddAsync(Of(reporter, target)))));

        Assert.Single(added, one => one.Ban is not null);
        Assert.Equal(3, added.Count(one => one.Report.Counts)); // those after it concern somebody banned
    }

    [Fact]
    public async Task New_accounts_count_only_against_those_who_have_written_to_them()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var target = await world.PersonAsync();
        var fresh = new[] { await FreshAsync(world), await FreshAsync(world), await FreshAsync(world), await FreshAsync(world) };
        await world.DirectAsync(fresh[0], target); // opened, and written to by the reporter only
        await world.SendAsync(await world.DirectAsync(fresh[1], target), fresh[1], "why");
        await world.SendAsync(await world.DirectAsync(fresh[2], target), target, "you!");
        await world.SendAsync(await world.GroupAsync(target, fresh[3]), target, "all of you!");

        var counts = new List<bool>();
        foreach (var reporter in fresh)
            counts.Add((await AddAsync(Of(reporter, target))).Report.Counts);

        Assert.Equal([false, false, true, true], counts);
    }

    [Fact]
    public async Task Five_hits_ban_and_the_same_within_an_hour_is_one()
    {
        var (tenant, target) = await TargetAsync();
        for (byte i = 1; i < 5; i++)
        {
            Assert.Equal(new AddedHit(true, null), await AddAsync(HitOf(target, i)));
            Assert.Equal(new AddedHit(false, null), await AddAsync(HitOf(target, i)));
        }

        Assert.NotNull((await AddAsync(HitOf(target, 5))).Ban);
        var kept = await Stores.Moderation.ListHitsAsync(tenant, default, 10, default);
        Assert.Equal(5, kept.Count);
        Assert.Equal(("bad", "so bad", HitKind.RejectedWord), (kept[0].Words, kept[0].Text, kept[0].Kind));
    }

    [Fact]
    public async Task What_has_led_to_a_ban_does_not_lead_to_the_next_which_lasts_twice_as_long()
    {
        var (tenant, target) = await TargetAsync();
        for (byte i = 1; i < 5; i++)
            await AddAsync(HitOf(target, i));
        var first = (await AddAsync(HitOf(target, 5))).Ban!;
        await Stores.Accounts.SetStatusAsync(tenant, target.Id, AccountStatus.Active, null, null, default, default);
        fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null((await AddAsync(HitOf(target, 6))).Ban);
        for (byte i = 7; i < 10; i++)
            Assert.Null((await AddAsync(HitOf(target, i))).Ban);
        var second = (await AddAsync(HitOf(target, 10))).Ban!;

        Assert.Equal(2 * (first.Until - first.At), second.Until - second.At);
    }

    [Fact]
    public async Task What_is_older_than_the_window_no_longer_counts_and_old_hits_go()
    {
        var (tenant, target) = await TargetAsync();
        for (byte i = 1; i < 5; i++)
            await AddAsync(HitOf(target, i));
        fixture.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Null((await AddAsync(HitOf(target, 5))).Ban);
        await Stores.Moderation.DeleteHitsAsync(Now, default);
        Assert.Single(await Stores.Moderation.ListHitsAsync(tenant, default, 10, default));
    }

    [Fact]
    public async Task Hits_are_listed_newest_first_by_kind_and_person_and_found_in_their_tenant()
    {
        var (tenant, target) = await TargetAsync();
        var other = await OldPersonAsync(tenant);
        await AddAsync(HitOf(target, 1));
        await AddAsync(HitOf(other, 2) with { Kind = HitKind.Links });
        await AddAsync(HitOf(target, 3) with { Kind = HitKind.Links });
        var all = await Stores.Moderation.ListNewestHitsAsync(tenant, default, default, 10, default);
        Assert.Equal([(target.Id, HitKind.Links), (other.Id, HitKind.Links), (target.Id, HitKind.RejectedWord)], all.Select(hit => (hit.UserId, hit.Kind)));
        Assert.Equal(all[2].Id, Assert.Single(await Stores.Moderation.ListNewestHitsAsync(tenant, default, all[1].Id, 10, default)).Id);
        Assert.Equal([all[0].Id, all[1].Id], (await Stores.Moderation.ListNewestHitsAsync(tenant, new HitFilter(HitKind.Links, default), default, 10, default)).Select(hit => hit.Id));
        Assert.Equal(all[1].Id, Assert.Single(await Stores.Moderation.ListNewestHitsAsync(tenant, new HitFilter(null, other.Id), default, 10, default)).Id);

        var elsewhere = await fixture.NewTenantAsync();
        Assert.Equal(all[0].Text, (await Stores.Moderation.FindHitAsync(tenant, all[0].Id, default))!.Text);
        Assert.Null(await Stores.Moderation.FindHitAsync(elsewhere, all[0].Id, default));
        Assert.Empty(await Stores.Moderation.ListNewestHitsAsync(elsewhere, default, default, 10, default));
    }

    private CountingRule Rule => BanRules.CountingAt(Now, Options);

    private AutomaticBan? Judge(Suspect suspect) => BanRules.Judge(suspect, Options, Now);

    private async Task<AddedReport> AddAsync(Report report)
    {
        var added = await Stores.Moderation.AddReportAsync(report, Rule, Judge, default);
        Assert.True(added.IsOk);
        return added.Value;
    }

    private Task<AddedHit> AddAsync(Hit hit) => Stores.Moderation.AddHitAsync(hit, Rule, Judge, default);

    private async Task<(TenantId Tenant, Account Target)> TargetAsync()
    {
        var tenant = await fixture.NewTenantAsync();
        return (tenant, await fixture.AddPersonAsync(tenant));
    }

    private async Task<Account> OldPersonAsync(TenantId tenant)
    {
        var person = fixture.NewPerson(tenant);
        var made = await Stores.Accounts.CreateAsync(person with { CreatedAt = Now - (48 * 3_600_000L) }, default);
        return made.Value!;
    }

    private async Task<Account> FreshAsync(ChatWorld world)
    {
        var person = await world.PersonAsync();
        await Sql.RunAsync(world.Stores, "UPDATE users SET created_at = @now WHERE id = @id", ("@now", Now), ("@id", person.Id.Value));
        return person;
    }

    private Report Of(Account reporter, Account target) => new()
    {
        Id = new ReportId(fixture.Ids.Next()),
        TenantId = reporter.TenantId,
        ReporterId = reporter.Id,
        TargetId = target.Id,
        Reason = "harassment",
        CreatedAt = Now,
    };

    private Hit HitOf(Account person, byte what) => new()
    {
        Id = new HitId(fixture.Ids.Next()),
        TenantId = person.TenantId,
        UserId = person.Id,
        Kind = HitKind.RejectedWord,
        ConversationId = new ConversationId(5),
        Words = "bad",
        Text = "so bad",
        Fingerprint = [what],
        CreatedAt = Now,
    };
}

/// <summary>On SQLite.</summary>
public sealed class SqliteModerationStoreTests(SqliteFixture fixture) : ModerationStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresModerationStoreTests(PostgresFixture fixture) : ModerationStoreContract(fixture), IClassFixture<PostgresFixture>;
