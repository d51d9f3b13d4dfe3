using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Accounts;

public sealed class SessionStoreOnSqlite(SqliteFixture fixture) : SessionStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class SessionStoreOnPostgres(PostgresFixture fixture) : SessionStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class SessionStoreContract(DatabaseFixture fixture)
{
    private ISessionStore Sessions => fixture.Stores.Sessions;

    [Fact]
    public async Task A_session_is_found_as_it_was_made()
    {
        var session = await AddAsync(await UserAsync());

        Assert.Equal(session, await Sessions.FindAsync(session.Id, default));
        Assert.Null(await Sessions.FindAsync(new SessionId(9), default));
    }

    [Fact]
    public async Task Of_many_rotations_of_one_generation_exactly_one_wins()
    {
        var session = await AddAsync(await UserAsync());
        var wins = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => Task.Run(() => Sessions.TryRotateAsync(session.Id, 0, 100 + i, 200 + i, default))));

        Assert.Single(wins, won => won);
        var rotated = (await Sessions.FindAsync(session.Id, default))!;
        Assert.Equal(1, rotated.Generation);
        Assert.Equal(rotated.RotatedAt + 100, rotated.ExpiresAt);
        Assert.True(await Sessions.TryRotateAsync(session.Id, 1, 300, 400, default));
        Assert.False(await Sessions.TryRotateAsync(session.Id, 1, 300, 400, default));
    }

    [Fact]
    public async Task An_ended_session_rotates_no_more_and_ends_once()
    {
        var session = await AddAsync(await UserAsync());
        await Sessions.RevokeAsync(session.Id, 50, default);
        await Sessions.RevokeAsync(session.Id, 60, default);

        Assert.False(await Sessions.TryRotateAsync(session.Id, 0, 100, 200, default));
        Assert.Equal(50, (await Sessions.FindAsync(session.Id, default))!.RevokedAt);
    }

    [Fact]
    public async Task All_of_a_users_sessions_end_but_one_and_nobody_elses()
    {
        var user = await UserAsync();
        var (kept, ended, others) = (await AddAsync(user), await AddAsync(user), await AddAsync(await UserAsync()));
        await Sessions.RevokeAllAsync(user, kept.Id, 70, default);

        Assert.Null((await Sessions.FindAsync(kept.Id, default))!.RevokedAt);
        Assert.Equal(70, (await Sessions.FindAsync(ended.Id, default))!.RevokedAt);
        Assert.Null((await Sessions.FindAsync(others.Id, default))!.RevokedAt);

        await Sessions.RevokeAllAsync(user, null, 80, default);
        Assert.Equal(80, (await Sessions.FindAsync(kept.Id, default))!.RevokedAt);
    }

    [Fact]
    public async Task An_account_names_its_sessions_that_ended_within_a_day()
    {
        var user = await UserAsync();
        var (recent, old, live) = (await AddAsync(user), await AddAsync(user), await AddAsync(user));
        await Sessions.RevokeAsync(recent.Id, fixture.Clock.NowMs - 23 * 3_600_000, default);
        await Sessions.RevokeAsync(old.Id, fixture.Clock.NowMs - 25 * 3_600_000, default);

        Assert.Equal([recent.Id], (await fixture.Stores.Accounts.FindAsync(user, default))!.RevokedSessions);
        Assert.Null((await Sessions.FindAsync(live.Id, default))!.RevokedAt);
    }

    private async Task<UserId> UserAsync() => (await fixture.AddPersonAsync(await fixture.NewTenantAsync())).Id;

    private async Task<Session> AddAsync(UserId user)
    {
        var session = new Session { Id = new SessionId(fixture.Ids.Next()), UserId = user, RotatedAt = 1, ExpiresAt = 2, CreatedAt = 3 };
        await Sessions.CreateAsync(session, default);
        return session;
    }
}
