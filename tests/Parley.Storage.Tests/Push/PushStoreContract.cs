using Parley.Accounts;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Push;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Push;

/// <summary>What the promise of one push in a time holds to, on whatever database.</summary>
public abstract class PushStoreContract(DatabaseFixture fixture)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Of_many_who_claim_at_once_one_does_and_its_job_is_there()
    {
        var tenant = await fixture.NewTenantAsync();
        var (bound, unbound) = (await BoundAsync(tenant), await fixture.AddPersonAsync(tenant));
        var claims = await Task.WhenAll(Enumerable.Range(1, 8).Select(message => Task.Run(() => ClaimAsync(tenant, message, Minute, bound, unbound))));
        Assert.Equal(bound.Id, Assert.Single(claims.SelectMany(users => users)));
        var job = Assert.Single(await JobsAsync(tenant));
        Assert.Equal(bound.Id, PushJob.Of(job.Payload)!.UserId);
        Assert.Empty(await ClaimAsync(tenant, 9, Minute, bound));
    }

    [Fact]
    public async Task After_the_pause_there_is_another_for_the_newer_message_and_a_push_begins_the_pause_anew()
    {
        var tenant = await fixture.NewTenantAsync();
        var bound = await BoundAsync(tenant);
        Assert.Single(await ClaimAsync(tenant, 1, Minute, bound));
        Assert.Single(await ClaimAsync(tenant, 2, TimeSpan.Zero, bound));
        Assert.Equal(new MessageId(2), PushJob.Of(Assert.Single(await JobsAsync(tenant)).Payload)!.MessageId); // the one that waits is enough, and tells of the newer
        Assert.Equal(TimeSpan.Zero, await fixture.Stores.Pushes.TakeAsync(bound.Id, Minute, default));
        Assert.Empty(await ClaimAsync(tenant, 3, Minute, bound));
    }

    [Fact]
    public async Task Of_many_who_would_push_in_the_pause_one_does_whatever_was_claimed()
    {
        var tenant = await fixture.NewTenantAsync();
        var bound = await BoundAsync(tenant);
        Assert.Single(await ClaimAsync(tenant, 1, Minute, bound));
        var rests = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => fixture.Stores.Pushes.TakeAsync(bound.Id, Minute, default))));
        Assert.Single(rests, TimeSpan.Zero);
        Assert.All(rests, rest => Assert.InRange(rest, TimeSpan.Zero, Minute));

        Assert.Single(await ClaimAsync(tenant, 2, TimeSpan.Zero, bound)); // claimed long ago, and the queue is empty only now
        Assert.InRange(await fixture.Stores.Pushes.TakeAsync(bound.Id, Minute, default), TimeSpan.FromMilliseconds(1), Minute);
        Assert.Equal(TimeSpan.Zero, await fixture.Stores.Pushes.TakeAsync(bound.Id, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task Nobody_of_another_tenant_is_pushed_to()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        Assert.Empty(await ClaimAsync(tenant, 1, Minute, await BoundAsync(other)));
    }

    private Task<IReadOnlyList<UserId>> ClaimAsync(TenantId tenant, long message, TimeSpan pause, params Account[] people) =>
        fixture.Stores.Pushes.ClaimAsync(tenant, [.. people.Select(person => person.Id)], new MessageId(message), pause, default);

    private Task<IReadOnlyList<Job>> JobsAsync(TenantId tenant) =>
        fixture.Stores.Jobs.ListAsync(new JobFilter { Kind = PushJob.Kind, TenantId = tenant }, null, 10, default);

    private async Task<Account> BoundAsync(TenantId tenant)
    {
        var person = await fixture.AddPersonAsync(tenant);
        var change = new ProfileChange { WeChatOpenId = new SealedField([1, 2, 3], null) };
        Assert.True((await fixture.Stores.Accounts.UpdateProfileAsync(tenant, person.Id, change, default)).IsOk);
        return person;
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqlitePushStoreTests(SqliteFixture fixture) : PushStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresPushStoreTests(PostgresFixture fixture) : PushStoreContract(fixture), IClassFixture<PostgresFixture>;
