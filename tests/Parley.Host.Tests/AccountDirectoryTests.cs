using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Host.Tests;

public sealed class AccountDirectoryTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    private IAccountStore Store => _server.Installation.Stores.Accounts;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_change_on_another_node_is_noticed_and_told()
    {
        var account = await MakeAsync("ana");
        await using var other = NewDirectory();
        await other.StartAsync(CancellationToken.None);
        Assert.Equal(AccountStatus.Active, (await other.FindAsync(account.Id, CancellationToken.None))!.Status);
        var told = new TaskCompletionSource<Account>(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Changed += _ => throw new InvalidOperationException("A bad handler harms no other.");
        other.Changed += changed => told.TrySetResult(changed);

        await Store.SetStatusAsync(account.TenantId, account.Id, AccountStatus.Banned, null, "spam", default, CancellationToken.None);
        var changed = await told.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((account.Id, AccountStatus.Banned), (changed.Id, changed.Status));
        Assert.True(other.TryGet(account.Id, out var cached));
        Assert.Equal(AccountStatus.Banned, cached.Status);
    }

    [Fact]
    public async Task Many_are_found_in_their_tenant_only_and_who_is_not_there_is_left_out()
    {
        var (one, two) = (await MakeAsync("bea"), await MakeAsync("cid"));
        await using var directory = NewDirectory();
        UserId[] asked = [one.Id, two.Id, new(77)];
        Assert.Equal([one.Id, two.Id], (await directory.FindManyAsync(Tenant.DefaultId, asked, CancellationToken.None)).Keys.Order(Comparer<UserId>.Create((x, y) => x.Value.CompareTo(y.Value))));
        Assert.True(directory.TryGet(one.Id, out _));
        Assert.Empty(await directory.FindManyAsync(new TenantId(99), asked, CancellationToken.None));
        Assert.Null(await directory.FindAsync(new UserId(77), CancellationToken.None));
        Assert.False(directory.TryGet(new UserId(77), out _));
    }

    [Fact]
    public async Task What_is_forgotten_is_read_anew_and_those_in_use_outlive_a_trim()
    {
        await using var directory = NewDirectory(capacity: 20);
        var kept = await MakeAsync("dee");
        await directory.FindAsync(kept.Id, CancellationToken.None);
        var others = await _server.Installation.Registration.AddManyAsync(Tenant.DefaultId, [.. Enumerable.Range(100, 200).Select(i => $"many-{i}")], CancellationToken.None);
        foreach (var other in others)
        {
            await directory.FindAsync(other.Id, CancellationToken.None);
            Assert.True(directory.TryGet(kept.Id, out _));
        }

        Assert.InRange(others.Count(other => directory.TryGet(other.Id, out _)), 10, 20);
        directory.Forget(kept.Id);
        Assert.False(directory.TryGet(kept.Id, out _));
    }

    private AccountDirectory NewDirectory(int capacity = AccountDirectory.DefaultCapacity) =>
        new(Store, TimeProvider.System, NullLogger<AccountDirectory>.Instance, capacity);

    private async Task<Account> MakeAsync(string name) =>
        (await _server.Installation.Registration.RegisterAsync(Tenant.DefaultId, new NewPerson { Username = name, Password = "long enough" }, CancellationToken.None)).Value!;
}
