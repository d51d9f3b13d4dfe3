using Parley.Accounts;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Moderation;

/// <summary>What becomes of reports, on whatever database.</summary>
public abstract class ReportStoreContract(DatabaseFixture fixture)
{
    private static readonly CountingRule Rule = new(0, 0, 0);

    [Fact]
    public async Task Of_many_who_take_a_report_one_does_and_its_end_is_told_once()
    {
        var tenant = await fixture.NewTenantAsync();
        var (reporter, target) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
        var report = await FileAsync(reporter, target);
        var taken = await Task.WhenAll(Enumerable.Range(1, 4).Select(agent => Task.Run(() => StepAsync(tenant, report.Id, ReportState.Taken, agent))));
        var winner = Assert.Single(taken, one => one.IsOk).Value.Report;
        Assert.Equal(ReportState.Taken, winner.State);
        Assert.All(taken.Where(one => !one.IsOk), one => Assert.Equal(ChatError.Conflict, one.Refusal?.Error));

        var ended = await Task.WhenAll(
            Task.Run(() => StepAsync(tenant, report.Id, ReportState.Resolved, 7)), Task.Run(() => StepAsync(tenant, report.Id, ReportState.Dismissed, 8)));
        var end = Assert.Single(ended, one => one.IsOk).Value;
        Assert.Equal((winner.TakenBy, 5L, "n"), (end.Report.TakenBy, end.Report.ClosedAt, end.Report.Note));
        Assert.Equal([end.Told!], await fixture.Stores.Notifications.ListAsync(reporter.Id, default, unreadOnly: true, 10, default));
        Assert.Equal(end.Report, await fixture.Stores.Reports.FindAsync(tenant, report.Id, default));
    }

    [Fact]
    public async Task The_same_report_is_one_until_it_has_come_to_its_end()
    {
        var tenant = await fixture.NewTenantAsync();
        var (reporter, target) = (await fixture.AddPersonAsync(tenant), await fixture.AddPersonAsync(tenant));
        var first = await FileAsync(reporter, target);
        await StepAsync(tenant, first.Id, ReportState.Taken, 1);
        Assert.Equal(first.Id, (await FileAsync(reporter, target)).Id);
        await StepAsync(tenant, first.Id, ReportState.Dismissed, 1);
        var second = await FileAsync(reporter, target);
        Assert.NotEqual(first.Id, second.Id);

        var reports = fixture.Stores.Reports;
        Assert.Equal([second.Id, first.Id], (await reports.ListAsync(tenant, default, null, default, 10, default)).Select(report => report.Id));
        Assert.Equal([first.Id], (await reports.ListAsync(tenant, default, null, second.Id, 10, default)).Select(report => report.Id));
        Assert.Equal([first.Id], (await reports.ListAsync(tenant, default, ReportState.Dismissed, default, 10, default)).Select(report => report.Id));
        Assert.Empty(await reports.ListAsync(tenant, reporter.Id, null, default, 10, default));
        Assert.Empty(await reports.ListAsync(tenant, target.Id, null, default, 10, default));
        var other = await fixture.NewTenantAsync();
        Assert.Empty(await reports.ListAsync(other, default, null, default, 10, default));
        Assert.Null(await reports.FindAsync(other, first.Id, default));
        Assert.Equal(ChatError.NotFound, (await StepAsync(other, second.Id, ReportState.Taken, 1)).Refusal?.Error);
        Assert.Equal(second.Id, (await reports.FindAsync(default, second.Id, default))?.Id); // an operator's look
        Assert.Equal(tenant, (await StepAsync(default, second.Id, ReportState.Taken, 1)).Value.Report.TenantId);
    }

    private async Task<Report> FileAsync(Account reporter, Account target) => (await fixture.Stores.Moderation.AddReportAsync(
        new Report
        {
            Id = new ReportId(fixture.Ids.Next()),
            TenantId = reporter.TenantId,
            ReporterId = reporter.Id,
            TargetId = target.Id,
            Reason = "spam",
            CreatedAt = fixture.Clock.NowMs,
        },
        Rule,
        _ => null,
        default)).Value!.Report;

    private Task<Outcome<(Report Report, Notification? Told)>> StepAsync(TenantId tenant, ReportId report, ReportState to, long agent) =>
        fixture.Stores.Reports.StepAsync(tenant, report, new ReportStep(to, new UserId(agent), 5, "n", to == ReportState.Taken ? null : Tell), default);

    private Notification Tell(Report report) => new(new NotificationId(fixture.Ids.Next()), report.ReporterId, NotificationType.Report, "t", "c", null, 5);
}

/// <summary>On SQLite.</summary>
public sealed class SqliteReportStoreTests(SqliteFixture fixture) : ReportStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresReportStoreTests(PostgresFixture fixture) : ReportStoreContract(fixture), IClassFixture<PostgresFixture>;
