using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Accounts;

public sealed class UserChangesOnSqlite(SqliteFixture fixture) : UserChangesContract(fixture), IClassFixture<SqliteFixture>;

public sealed class UserChangesOnPostgres(PostgresFixture fixture) : UserChangesContract(fixture), IClassFixture<PostgresFixture>
{
    private readonly PostgresFixture _postgres = fixture;

    [Fact]
    public async Task A_change_that_commits_late_is_not_passed_over()
    {
        var tenant = await _postgres.NewTenantAsync();
        var (late, early) = (await _postgres.AddPersonAsync(tenant), await _postgres.AddPersonAsync(tenant));
        var accounts = _postgres.Stores.Accounts;
        var (cursor, _) = await accounts.ReadChangesAsync(-1, 10, default);
        var (told, overtaking) = (new HashSet<UserId>(), Task.CompletedTask);

        await _postgres.Stores.Database.TransactAsync(
            async sql =>
            {
                await Storage.Accounts.UserChanges.TellAsync(sql, late.Id);
                overtaking = Task.Run(() => accounts.SetPasswordAsync(early.Id, "h", 1, default));
                _postgres.UntilSomebodyWaits(or: () => overtaking.IsCompleted);
                (cursor, var seen) = await accounts.ReadChangesAsync(cursor, 10, default);
                told.UnionWith(seen);
                return 0;
            },
            default);
        await overtaking;
        told.UnionWith((await accounts.ReadChangesAsync(cursor, 10, default)).Users);

        Assert.Equal([late.Id, early.Id], told);
    }
}

public abstract class UserChangesContract(DatabaseFixture fixture)
{
    private IAccountStore Accounts => fixture.Stores.Accounts;

    [Fact]
    public async Task Every_change_that_voids_a_cached_account_is_told_once()
    {
        var tenant = await fixture.NewTenantAsync();
        var user = await fixture.AddPersonAsync(tenant);
        var session = await AddSessionAsync(user.Id);
        var other = await AddSessionAsync(user.Id);

        await AssertToldAsync(user.Id, () => Accounts.UpdateProfileAsync(tenant, user.Id, new ProfileChange { RealName = "R" }, default));
        await AssertToldAsync(user.Id, () => Accounts.SetPasswordAsync(user.Id, "h", 1, default));
        await AssertToldAsync(user.Id, () => Accounts.SetStatusAsync(tenant, user.Id, AccountStatus.Disabled, null, null, default, default));
        await AssertToldAsync(user.Id, () => fixture.Stores.Sessions.RevokeAsync(session, 1, default));
        await AssertToldAsync(user.Id, () => fixture.Stores.Sessions.RevokeAllAsync(user.Id, null, 1, default));

        await AssertToldAsync(null, () => Accounts.RehashPasswordAsync(user.Id, "h", "h2", default));
        await AssertToldAsync(null, () => Accounts.UpdateProfileAsync(tenant, user.Id, new ProfileChange(), default));
        await AssertToldAsync(null, () => fixture.Stores.Sessions.RevokeAsync(other, 2, default));
        await AssertToldAsync(null, () => Accounts.SetStatusAsync(tenant, new UserId(3), AccountStatus.Disabled, null, null, default, default));
    }

    [Fact]
    public async Task A_page_ends_where_the_next_begins()
    {
        var tenant = await fixture.NewTenantAsync();
        var users = new List<UserId>();
        var (start, _) = await Accounts.ReadChangesAsync(-1, 10, default);
        for (var i = 0; i < 5; i++)
        {
            users.Add((await fixture.AddPersonAsync(tenant)).Id);
            await Accounts.SetPasswordAsync(users[i], "h", 1, default);
        }

        var (cursor, first) = await Accounts.ReadChangesAsync(start, 3, default);
        var (end, second) = await Accounts.ReadChangesAsync(cursor, 3, default);
        Assert.Equal(users, first.Concat(second));
        Assert.Equal((end, 0), ((await Accounts.ReadChangesAsync(end, 3, default)).Cursor, (await Accounts.ReadChangesAsync(end, 3, default)).Users.Count));
    }

    [Fact]
    public async Task A_poller_misses_nobody_while_many_write()
    {
        var tenant = await fixture.NewTenantAsync();
        var users = Enumerable.Range(0, 300).Select(_ => fixture.NewPerson(tenant)).ToList();
        await Accounts.CreateManyAsync(users, default);
        var (cursor, _) = await Accounts.ReadChangesAsync(-1, 10, default);

        // A row that came into sight below the cursor would never be read.
        var told = new HashSet<UserId>();
        var writing = Task.WhenAll(users.Select(user => Task.Run(() => Accounts.SetPasswordAsync(user.Id, "h", 1, default))));
        for (var isOver = false; ;)
        {
            isOver |= writing.IsCompleted;
            var (next, changed) = await Accounts.ReadChangesAsync(cursor, 7, default);
            if (next == cursor && isOver)
                break;
            told.UnionWith(changed);
            cursor = next;
        }

        await writing;
        Assert.Equal(users.Select(user => user.Id).ToHashSet(), told);
    }

    private async Task AssertToldAsync(UserId? user, Func<Task> change)
    {
        var (before, _) = await Accounts.ReadChangesAsync(-1, 10, default);
        await change();
        var (after, users) = await Accounts.ReadChangesAsync(before, 10, default);
        Assert.Equal(user is null ? [] : [user.Value], users);
        Assert.Equal(user is null ? 0 : 1, after - before);
    }

    private async Task<SessionId> AddSessionAsync(UserId user)
    {
        var id = new SessionId(fixture.Ids.Next());
        await fixture.Stores.Sessions.CreateAsync(new Session { Id = id, UserId = user, RotatedAt = 0, ExpiresAt = 1, CreatedAt = 0 }, default);
        return id;
    }
}
