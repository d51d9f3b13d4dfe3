using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Accounts;

public sealed class AccountSearchOnSqlite(SqliteFixture fixture) : AccountSearchContract(fixture), IClassFixture<SqliteFixture>;

public sealed class AccountSearchOnPostgres(PostgresFixture fixture) : AccountSearchContract(fixture), IClassFixture<PostgresFixture>;

public abstract class AccountSearchContract(DatabaseFixture fixture)
{
    private IAccountStore Accounts => fixture.Stores.Accounts;

    [Fact]
    public async Task A_prefix_finds_user_names_and_display_names_by_user_name()
    {
        var tenant = await fixture.NewTenantAsync();
        await AddAsync(tenant, "zoe", "李雷");
        await AddAsync(tenant, "anton", "Zoran");
        await AddAsync(tenant, "zora", "Xu");
        await AddAsync(tenant, "bert", "Anz");

        Assert.Equal(["anton", "zoe", "zora"], await NamesAsync(tenant, "zo"));
        Assert.Equal(["zoe"], await NamesAsync(tenant, "李"));
        Assert.Equal(["anton", "zoe"], await NamesAsync(tenant, "zo", limit: 2));
    }

    [Fact]
    public async Task Pattern_characters_stand_for_themselves()
    {
        var tenant = await fixture.NewTenantAsync();
        await AddAsync(tenant, "a_b", "x");
        await AddAsync(tenant, "axb", "x");
        await AddAsync(tenant, "50%", "x");
        await AddAsync(tenant, "500", "x");

        Assert.Equal(["a_b"], await NamesAsync(tenant, "a_"));
        Assert.Equal(["50%"], await NamesAsync(tenant, "50%"));
        Assert.Empty(await NamesAsync(tenant, "%"));
        Assert.Empty(await NamesAsync(tenant, "\\"));
    }

    [Fact]
    public async Task An_exact_phone_or_mail_hash_finds_and_an_empty_name_lists_nobody()
    {
        var tenant = await fixture.NewTenantAsync();
        var (phone, email) = (Guid.NewGuid().ToByteArray(), Guid.NewGuid().ToByteArray());
        await Accounts.CreateAsync(fixture.NewPerson(tenant, "with phone") with { Phone = new SealedField([1], phone) }, default);
        await Accounts.CreateAsync(fixture.NewPerson(tenant, "with mail") with { Email = new SealedField([1], email) }, default);

        Assert.Equal(["with phone"], await NamesAsync(tenant, "", phone));
        Assert.Equal(["with mail"], await NamesAsync(tenant, "13800000000", email));
        Assert.Empty(await NamesAsync(tenant, "", Guid.NewGuid().ToByteArray()));
        Assert.Empty(await NamesAsync(tenant, ""));
    }

    [Fact]
    public async Task Disabled_and_banned_people_are_not_found_until_the_ban_is_over()
    {
        var tenant = await fixture.NewTenantAsync();
        var disabled = await fixture.AddPersonAsync(tenant, "find disabled");
        var banned = await fixture.AddPersonAsync(tenant, "find banned");
        var served = await fixture.AddPersonAsync(tenant, "find served");
        await Accounts.SetStatusAsync(tenant, disabled.Id, AccountStatus.Disabled, null, null, default, default);
        await Accounts.SetStatusAsync(tenant, banned.Id, AccountStatus.Banned, null, null, default, default);
        await Accounts.SetStatusAsync(tenant, served.Id, AccountStatus.Banned, fixture.Clock.NowMs - 1, null, default, default);

        Assert.Equal(["find served"], await NamesAsync(tenant, "find"));
    }

    [Fact]
    public async Task A_search_goes_by_the_index()
    {
        var tenant = await fixture.NewTenantAsync();
        var plan = await fixture.Stores.Database.QueryAsync(
            async sql =>
            {
                var statement = Storage.Accounts.AccountSearch.Statement(sql, byName: true, byHash: true);
                var args = Storage.Accounts.AccountSearch.Arguments(tenant, "zo", [1], 10, 0);
                if (sql.Kind == DatabaseKind.PostgreSql)
                    await sql.ExecuteAsync("SET enable_seqscan = off"); // a table of a few rows is read whole: the question is whether it must be
                var lines = await sql.ListAsync(
                    sql.Pick(sqlite: "EXPLAIN QUERY PLAN ", postgres: "EXPLAIN ") + statement, row => row.GetString(row.FieldCount - 1), args);
                return string.Join('\n', lines);
            },
            default);

        Assert.Contains("users_username", plan, StringComparison.Ordinal);
        Assert.Contains("users_display_name", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN users", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on users", plan, StringComparison.Ordinal);
    }

    private async Task AddAsync(TenantId tenant, string name, string display) =>
        Assert.True((await Accounts.CreateAsync(fixture.NewPerson(tenant, name) with { DisplayName = display }, default)).IsOk);

    private async Task<IEnumerable<string>> NamesAsync(TenantId tenant, string key, byte[]? hash = null, int limit = 20) =>
        (await Accounts.SearchAsync(tenant, key, hash, limit, default)).Select(account => account.Username);
}
