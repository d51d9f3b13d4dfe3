using Microsoft.Extensions.Logging.Abstractions;
using Parley.Audit;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Audit;

/// <summary>What becomes of lines when the store is away, or refuses one.</summary>
public abstract class AuditTrailContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task Lines_outlast_a_store_that_is_away_for_long()
    {
        var (tenant, failures) = (new TenantId(fixture.Ids.Next()), 20);
        await RecordAsync(tenant, ["a", "b"], _ => failures-- > 0 ? throw new IOException("away") : Task.CompletedTask);
        Assert.Equal(["b", "a"], await DetailsAsync(tenant));
    }

    [Fact]
    public async Task A_line_that_the_store_refuses_takes_no_other_along()
    {
        var tenant = new TenantId(fixture.Ids.Next());
        string[] details = ["bad", .. Enumerable.Range(0, 20).Select(i => $"{i}"), "bad"];
        await RecordAsync(tenant, details, lines => lines.Any(line => line.Detail == "bad") ? throw new IOException("refused") : Task.CompletedTask);
        Assert.Equal(Enumerable.Range(0, 20).Reverse().Select(i => $"{i}"), await DetailsAsync(tenant));
    }

    [Fact]
    public async Task Who_asks_is_answered_when_its_lines_are_kept()
    {
        var (tenant, gate) = (new TenantId(fixture.Ids.Next()), new TaskCompletionSource());
        await using var trail = Trail(_ => gate.Task);
        trail.Start();
        var origin = new AuditOrigin("127.0.0.1", "r");
        AuditOrigin.Current = origin;
        trail.Record(AuditAction.Banned, tenant, default, 1, "a");
        AuditOrigin.Current = null;
        var kept = origin.KeptAsync(TimeSpan.FromMinutes(1), fixture.Clock);
        Assert.False(kept.IsCompleted);
        gate.SetResult();
        await kept;
        Assert.Equal(["a"], await DetailsAsync(tenant));
    }

    [Fact]
    public async Task What_is_done_is_kept_with_its_end_and_until_then_that_it_was_begun()
    {
        var tenant = new TenantId(fixture.Ids.Next());
        await using (var trail = Trail(_ => Task.CompletedTask))
        {
            trail.Start();
            var origin = await BeginAsync(trail, tenant);
            trail.Record(AuditAction.Banned, tenant, new UserId(5), 1, "a");
            trail.Record(AuditAction.Banned, tenant, new UserId(5), 1, "b");
            Assert.Empty(await DetailsAsync(tenant));
            Assert.Equal([("POST /x", "r")], await BegunAsync(tenant));
            trail.End(origin, failed: false);
            trail.End(origin, failed: true); // the first end is the end
            trail.Record(AuditAction.Banned, tenant, new UserId(5), 1, "later");
            AuditOrigin.Current = null;
            await origin.KeptAsync(TimeSpan.FromMinutes(1), fixture.Clock);
            Assert.Empty(await BegunAsync(tenant));
        }

        Assert.Equal(["later", "b", "a"], await DetailsAsync(tenant));
    }

    [Fact]
    public async Task What_came_to_nothing_leaves_no_line_and_what_failed_half_way_leaves_one_that_says_so()
    {
        var tenant = new TenantId(fixture.Ids.Next());
        await using (var trail = Trail(_ => Task.CompletedTask))
        {
            trail.Start();
            trail.End(await BeginAsync(trail, tenant), failed: false);
            var failed = await BeginAsync(trail, tenant);
            trail.Record(AuditAction.Banned, tenant, new UserId(5), 1, "half");
            trail.End(failed, failed: true);
            AuditOrigin.Current = null;
        }

        Assert.Empty(await BegunAsync(tenant));
        var lines = await fixture.Stores.Audit.ListAsync(tenant, null, 10, default);
        Assert.Equal([(AuditAction.Banned, "half"), (AuditAction.Unfinished, "POST /x")], lines.Select(line => (line.Action, line.Detail)));
        Assert.Equal((new UserId(5), 7L, "127.0.0.1", "r"), (lines[1].ActorId, lines[1].TargetId!.Value, lines[1].Address, lines[1].RequestId));
    }

    [Fact]
    public async Task What_a_process_that_was_killed_had_begun_is_told_once_by_those_that_go_on()
    {
        var tenant = new TenantId(fixture.Ids.Next());
        await using (var killed = Trail(_ => Task.CompletedTask))
        {
            await BeginAsync(killed, tenant); // never started: what it records is never written
            killed.Record(AuditAction.Banned, tenant, new UserId(5), 1, "lost");
            AuditOrigin.Current = null;
        }

        Assert.Empty(await DetailsAsync(tenant));
        var (one, other) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using (var node = Trail(lines => Seen(lines, tenant, one), later: true))
        await using (var second = Trail(lines => Seen(lines, tenant, other), later: true))
        {
            node.Start();
            await one.Task;
            await node.DisposeAsync();
            await fixture.Stores.Audit.BeginAsync((await fixture.Stores.Audit.ListAsync(tenant, null, 1, default))[0], default); // as if the other had seen it too
            second.Start();
            await other.Task;
        }

        Assert.Equal(["POST /x"], await DetailsAsync(tenant));
        Assert.Empty(await BegunAsync(tenant));
    }

    [Fact]
    public async Task What_cannot_be_kept_as_begun_is_not_done()
    {
        await using var trail = Trail(_ => Task.CompletedTask);
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => trail.BeginAsync(new AuditOrigin(null, null), new TenantId(1), default, "x", null, cut.Token));
    }

    private static Task Seen(IReadOnlyList<AuditEntry> lines, TenantId tenant, TaskCompletionSource seen)
    {
        if (lines.Any(line => line.TenantId == tenant))
            seen.TrySetResult();
        return Task.CompletedTask;
    }

    // The caller's: what an async method puts there would not be seen outside of it.
    private static Task<AuditOrigin> BeginAsync(AuditTrail trail, TenantId tenant)
    {
        var origin = new AuditOrigin("127.0.0.1", "r");
        AuditOrigin.Current = origin;
        return KeepAsync();

        async Task<AuditOrigin> KeepAsync()
        {
            await trail.BeginAsync(origin, tenant, new UserId(5), "POST /x", 7, default);
            return origin;
        }
    }

    private async Task<IEnumerable<(string?, string?)>> BegunAsync(TenantId tenant) =>
        (await fixture.Stores.Audit.ListBegunAsync(long.MaxValue, 1000, default)).Where(begun => begun.TenantId == tenant).Select(begun => (begun.Detail, begun.RequestId));

    private async Task RecordAsync(TenantId tenant, string[] details, Func<IReadOnlyList<AuditEntry>, Task> before)
    {
        await using var trail = Trail(before);
        foreach (var detail in details)
            trail.Record(AuditAction.Banned, tenant, default, 1, detail);
        trail.Start();
    }

    private AuditTrail Trail(Func<IReadOnlyList<AuditEntry>, Task> before, bool later = false) => new(
        new FaultyAuditStore(fixture.Stores.Audit, before),
        new AuditChain(new byte[32]),
        new AuditOptions(),
        fixture.Ids,
        new HastyClock(later ? 3_600_000 : 0),
        NullLogger<AuditTrail>.Instance);

    private async Task<IEnumerable<string?>> DetailsAsync(TenantId tenant) =>
        (await fixture.Stores.Audit.ListAsync(tenant, null, 100, default)).Select(line => line.Detail);

    // Pauses are over at once.
    private sealed class HastyClock(long laterMs) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000 + laterMs);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteAuditTrailTests(SqliteFixture fixture) : AuditTrailContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresAuditTrailTests(PostgresFixture fixture) : AuditTrailContract(fixture), IClassFixture<PostgresFixture>;
