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

    private async Task RecordAsync(TenantId tenant, string[] details, Func<IReadOnlyList<AuditEntry>, Task> before)
    {
        await using var trail = Trail(before);
        foreach (var detail in details)
            trail.Record(AuditAction.Banned, tenant, default, 1, detail);
        trail.Start();
    }

    private AuditTrail Trail(Func<IReadOnlyList<AuditEntry>, Task> before) => new(
        new FaultyAuditStore(fixture.Stores.Audit, before),
        new AuditChain(new byte[32]),
        new AuditOptions(),
        fixture.Ids,
        new HastyClock(),
        NullLogger<AuditTrail>.Instance);

    private async Task<IEnumerable<string?>> DetailsAsync(TenantId tenant) =>
        (await fixture.Stores.Audit.ListAsync(tenant, null, 100, default)).Select(line => line.Detail);

    // Pauses are over at once.
    private sealed class HastyClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteAuditTrailTests(SqliteFixture fixture) : AuditTrailContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresAuditTrailTests(PostgresFixture fixture) : AuditTrailContract(fixture), IClassFixture<PostgresFixture>;
