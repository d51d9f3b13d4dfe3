using Parley.Audit;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Audit;

public sealed class AuditChainOnSqlite() : AuditChainContract(new SqliteFixture());

public sealed class AuditChainOnPostgres() : AuditChainContract(new PostgresFixture());

/// <summary>Each test has a database of its own: a chain that was broken stays so.</summary>
public abstract class AuditChainContract(DatabaseFixture fixture) : IAsyncLifetime
{
    private static readonly AuditChain Chain = new(new byte[32]);

    private IAuditStore Audit => fixture.Stores.Audit;

    [Fact]
    public async Task A_trail_that_nobody_touched_verifies_empty_and_full()
    {
        Assert.Equal(AuditFault.None, (await VerifyAsync()).Fault);
        var lines = await AppendAsync(3);
        await Audit.AppendAsync([lines[2], Line()], [], Chain, default); // one of them for the second time
        var verdict = await VerifyAsync();
        Assert.Equal((AuditFault.None, 4L, 4L), (verdict.Fault, verdict.Checked, verdict.Head.Seq));
    }

    [Theory]
    [InlineData("UPDATE audit_log SET actor_id = 6 WHERE seq = 2")]
    [InlineData("UPDATE audit_log SET target_id = NULL WHERE seq = 2")]
    [InlineData("UPDATE audit_log SET detail = 'other' WHERE seq = 2")]
    [InlineData("UPDATE audit_log SET detail = NULL, address = 'd' WHERE seq = 2")]
    [InlineData("UPDATE audit_log SET at = at + 1 WHERE seq = 2")]
    [InlineData("UPDATE audit_log SET tenant_id = tenant_id + 1 WHERE seq = 2")]
    [InlineData("UPDATE audit_log SET action = 1 WHERE seq = 2")]
    [InlineData("UPDATE audit_log SET hash = (SELECT hash FROM audit_log WHERE seq = 1) WHERE seq = 2")]
    public async Task A_line_that_was_changed_is_named(string tamper)
    {
        var lines = await AppendAsync(4);
        await RunAsync(tamper);
        var verdict = await VerifyAsync();
        Assert.Equal((AuditFault.Altered, 2L, lines[1].Id, 1L), (verdict.Fault, verdict.Seq, verdict.EntryId, verdict.Checked));
    }

    [Fact]
    public async Task A_line_taken_out_of_the_middle_is_missed()
    {
        await AppendAsync(4);
        await RunAsync("DELETE FROM audit_log WHERE seq = 3");
        var verdict = await VerifyAsync();
        Assert.Equal((AuditFault.Missing, 3L), (verdict.Fault, verdict.Seq));
    }

    [Fact]
    public async Task Lines_that_moved_up_to_close_a_hole_are_found()
    {
        await AppendAsync(4);
        await RunAsync("DELETE FROM audit_log WHERE seq = 3");
        await RunAsync("UPDATE audit_log SET seq = 3 WHERE seq = 4");
        Assert.Equal((AuditFault.Altered, 3L), await FaultAsync());
    }

    [Fact]
    public async Task The_end_cut_off_is_missed_also_when_more_was_written_since()
    {
        await AppendAsync(4);
        await RunAsync("DELETE FROM audit_log WHERE seq >= 3");
        Assert.Equal((AuditFault.CutOff, 3L), await FaultAsync());
        await AppendAsync(1);
        Assert.Equal((AuditFault.Missing, 3L), await FaultAsync());
    }

    [Fact]
    public async Task A_head_set_back_to_hide_a_cut_is_found_and_stays_so()
    {
        await AppendAsync(4);
        await RunAsync("DELETE FROM audit_log WHERE seq >= 3");
        await RunAsync("UPDATE audit_chain SET seq = 2, hash = (SELECT hash FROM audit_log WHERE seq = 2)");
        Assert.Equal(AuditFault.HeadAltered, (await FaultAsync()).Fault);
        await AppendAsync(1);
        Assert.Equal(AuditFault.HeadAltered, (await FaultAsync()).Fault);
    }

    [Fact]
    public async Task A_trail_set_back_as_a_whole_does_not_go_through_the_point_noted_elsewhere()
    {
        await AppendAsync(2);
        await RunAsync("CREATE TABLE kept AS SELECT * FROM audit_chain");
        await AppendAsync(2);
        var noted = AuditPoint.Of((await VerifyAsync()).Head);
        Assert.Equal(AuditFault.None, (await VerifyAsync(noted)).Fault);
        await RunAsync("DELETE FROM audit_log WHERE seq >= 3");
        await RunAsync("UPDATE audit_chain SET seq = (SELECT seq FROM kept), hash = (SELECT hash FROM kept), seal = (SELECT seal FROM kept)");
        Assert.Equal(AuditFault.None, (await VerifyAsync()).Fault);
        Assert.Equal(AuditFault.NotedPointGone, (await VerifyAsync(noted)).Fault);
        await AppendAsync(3);
        Assert.Equal(AuditFault.NotedPointGone, (await VerifyAsync(noted)).Fault);
    }

    [Fact]
    public async Task A_line_put_in_beside_the_chain_or_signed_with_another_key_is_found()
    {
        await AppendAsync(1);
        await Audit.AppendAsync([Line()], [], new AuditChain([.. Enumerable.Repeat((byte)1, 32)]), default);
        Assert.Equal((AuditFault.Altered, 2L), await FaultAsync());
        await RunAsync("DELETE FROM audit_log WHERE seq = 2");
        await RunAsync("INSERT INTO audit_log (id, tenant_id, action, at) VALUES (77, 1, 1, 1)");
        await RunAsync("UPDATE audit_chain SET seq = 0, hash = base_hash, seal = NULL");
        await RunAsync("DELETE FROM audit_log WHERE seq = 1");
        var verdict = await VerifyAsync();
        Assert.Equal((AuditFault.Outside, 77L), (verdict.Fault, verdict.EntryId));
    }

    [Fact]
    public async Task What_goes_by_age_leaves_a_chain_that_verifies_and_nothing_else_may_go_so()
    {
        var lines = await AppendAsync(4, at: 10);
        await Audit.AppendAsync([Line() with { At = 30 }, Line() with { At = 10 }], [], Chain, default);
        Assert.Equal(4, await Audit.DeleteAsync(20, Chain, default)); // not the last: one that stays is before it
        var verdict = await VerifyAsync();
        Assert.Equal((AuditFault.None, 2L, 4L), (verdict.Fault, verdict.Checked, verdict.Head.BaseSeq));
        Assert.Equal(0, await Audit.DeleteAsync(20, Chain, default));
        await RunAsync("DELETE FROM audit_log WHERE seq = 5");
        await RunAsync("UPDATE audit_chain SET base_seq = 5");
        Assert.Equal((AuditFault.Altered, 6L), await FaultAsync());
        Assert.DoesNotContain(await Audit.ReadChainAsync(0, 10, default), link => link.Entry.Id == lines[0].Id);
    }

    [Fact]
    public async Task Many_writers_at_once_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AppendAsync(5)));
        var verdict = await VerifyAsync();
        Assert.Equal((AuditFault.None, 100L), (verdict.Fault, verdict.Checked));
    }

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return fixture.DisposeAsync();
    }

    private Task<AuditVerdict> VerifyAsync(AuditPoint? noted = null) => new AuditVerifier(Audit, Chain).VerifyAsync(noted, default);

    private async Task<(AuditFault Fault, long Seq)> FaultAsync()
    {
        var verdict = await VerifyAsync();
        return (verdict.Fault, verdict.Seq);
    }

    private async Task<AuditEntry[]> AppendAsync(int count, long at = 100)
    {
        var lines = Enumerable.Range(0, count).Select(_ => Line() with { At = at }).ToArray();
        await Audit.AppendAsync(lines, [], Chain, default);
        return lines;
    }

    private Task<int> RunAsync(string sql) => fixture.Stores.Database.TransactAsync(scope => scope.ExecuteAsync(sql), default);

    private AuditEntry Line() => new()
    {
        Id = fixture.Ids.Next(),
        TenantId = new TenantId(1),
        ActorId = new UserId(5),
        Action = AuditAction.ContactDeleted,
        TargetId = 7,
        Detail = "d",
        RequestId = "r",
        At = 100,
    };
}
