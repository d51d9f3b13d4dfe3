using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Accounts;

public sealed class AccountStoreOnSqlite(SqliteFixture fixture) : AccountStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class AccountStoreOnPostgres(PostgresFixture fixture) : AccountStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class AccountStoreContract(DatabaseFixture fixture)
{
    private IAccountStore Accounts => fixture.Stores.Accounts;

    [Fact]
    public async Task A_created_user_is_found_in_every_way_as_it_was_given()
    {
        var tenant = await fixture.NewTenantAsync();
        var user = fixture.NewPerson(tenant, "Ａnna") with
        {
            DisplayName = "Anna B.",
            AvatarUrl = "https://example.com/a.png",
            Role = Role.Provider,
            ExternalUserId = "backend-7",
            PasswordHash = "$2b$12$x",
            Email = new SealedField([1, 2, 3], NewHash()),
            Phone = new SealedField([4, 5, 6], NewHash()),
        };
        var created = (await Accounts.CreateAsync(user, default)).Value!;

        Assert.Equal("Ａnna", created.Username);
        Assert.Equal(Role.Provider, created.Role);
        Assert.Equal(AccountStatus.Active, created.Status);
        Assert.Equivalent(created, await Accounts.FindAsync(user.Id, default), strict: true);
        Assert.Equivalent(created, Assert.Single(await Accounts.FindManyAsync(tenant, [user.Id, new UserId(5)], default)), strict: true);
        Assert.Equivalent(created, await Accounts.FindByExternalIdAsync(tenant, "backend-7", default), strict: true);
        Assert.Equivalent(new Credentials(created, "$2b$12$x"), await Accounts.FindByUsernameAsync(tenant, "anna", default), strict: true);
        Assert.Equivalent(new Credentials(created, "$2b$12$x"), await Accounts.FindByEmailAsync(tenant, user.Email.Hash!, default), strict: true);

        var profile = (await Accounts.FindProfileAsync(tenant, user.Id, default))!;
        Assert.Equal([4, 5, 6], profile.Phone);
        Assert.Equal([1, 2, 3], profile.Email);
        Assert.Null(profile.WeChatOpenId);
        Assert.Equal(("backend-7", "{}", user.CreatedAt), (profile.Profile.ExternalUserId, profile.Profile.Preferences, profile.Profile.CreatedAt));
    }

    [Fact]
    public async Task Another_tenant_finds_and_changes_nothing()
    {
        var user = fixture.NewPerson(await fixture.NewTenantAsync()) with { ExternalUserId = "x", Email = new SealedField([1], NewHash()) };
        var other = await fixture.NewTenantAsync();
        await Accounts.CreateAsync(user, default);

        Assert.Empty(await Accounts.FindManyAsync(other, [user.Id], default));
        Assert.Null(await Accounts.FindProfileAsync(other, user.Id, default));
        Assert.Null(await Accounts.FindByUsernameAsync(other, user.UsernameKey, default));
        Assert.Null(await Accounts.FindByEmailAsync(other, user.Email.Hash!, default));
        Assert.Null(await Accounts.FindByExternalIdAsync(other, "x", default));
        Assert.Empty(await Accounts.SearchAsync(other, "person", user.Email.Hash, 10, default));
        Assert.False(await Accounts.SetStatusAsync(other, user.Id, AccountStatus.Disabled, null, null, default, default));
        var update = await Accounts.UpdateProfileAsync(other, user.Id, new ProfileChange { DisplayName = "Mallory" }, default);
        Assert.Equal(ChatError.UserNotFound, update.Refusal?.Error);
        Assert.Equal(user.DisplayName, (await Accounts.FindAsync(user.Id, default))!.DisplayName);
    }

    [Fact]
    public async Task What_is_taken_is_named_and_is_free_in_another_tenant()
    {
        var tenant = await fixture.NewTenantAsync();
        var first = fixture.NewPerson(tenant, "Bob") with { ExternalUserId = "b-1", Email = new SealedField([1], NewHash()) };
        Assert.True((await Accounts.CreateAsync(first, default)).IsOk);

        await AssertTakenAsync(fixture.NewPerson(tenant, "BOB"), "username");
        await AssertTakenAsync(fixture.NewPerson(tenant) with { Email = first.Email }, "email");
        await AssertTakenAsync(fixture.NewPerson(tenant) with { ExternalUserId = "b-1" }, "externalUserId");
        var elsewhere = first with { Id = new UserId(fixture.Ids.Next()), TenantId = await fixture.NewTenantAsync() };
        Assert.True((await Accounts.CreateAsync(elsewhere, default)).IsOk);
    }

    [Fact]
    public async Task Of_many_who_create_one_name_at_once_exactly_one_wins()
    {
        var tenant = await fixture.NewTenantAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Accounts.CreateAsync(fixture.NewPerson(tenant, "wanted"), default))));

        Assert.Single(outcomes, outcome => outcome.IsOk);
        Assert.Equal(15, outcomes.Count(outcome => outcome.Refusal is { Error: ChatError.AlreadyTaken, Field: "username" }));
    }

    [Fact]
    public async Task Many_are_created_at_once()
    {
        var tenant = await fixture.NewTenantAsync();
        var users = Enumerable.Range(0, 1200).Select(_ => fixture.NewPerson(tenant)).ToList();
        await Accounts.CreateManyAsync(users, default);

        Assert.Equal(1200, (await Accounts.FindManyAsync(tenant, [.. users.Select(user => user.Id)], default)).Count);
    }

    [Fact]
    public async Task A_change_writes_what_it_names_and_leaves_the_rest()
    {
        var tenant = await fixture.NewTenantAsync();
        var user = await fixture.AddPersonAsync(tenant);
        var email = new SealedField([9, 9], NewHash());
        await Accounts.UpdateProfileAsync(
            tenant, user.Id, new ProfileChange { RealName = "R", Email = email, Location = (31.2, 121.5), Preferences = """{"a":1}""", AvatarUrl = "https://a" }, default);
        var changed = await Accounts.UpdateProfileAsync(
            tenant, user.Id, new ProfileChange { DisplayName = "New", AvatarUrl = (string?)null, WeChatOpenId = new SealedField([7], null) }, default);

        Assert.Equal(("New", null), (changed.Value!.DisplayName, changed.Value.AvatarUrl));
        var stored = (await Accounts.FindProfileAsync(tenant, user.Id, default))!;
        Assert.Equal(("R", 31.2, 121.5, """{"a":1}"""), (stored.Profile.RealName, stored.Profile.Latitude, stored.Profile.Longitude, stored.Profile.Preferences));
        Assert.Equal([7], stored.WeChatOpenId);
        Assert.NotNull(await Accounts.FindByEmailAsync(tenant, email.Hash!, default));

        await Accounts.UpdateProfileAsync(tenant, user.Id, new ProfileChange { Email = (SealedField?)null, Location = ((double, double)?)null }, default);
        Assert.Null(await Accounts.FindByEmailAsync(tenant, email.Hash!, default));
        Assert.Null((await Accounts.FindProfileAsync(tenant, user.Id, default))!.Profile.Latitude);
    }

    [Fact]
    public async Task A_display_name_cannot_be_cleared_and_a_taken_mail_address_is_refused()
    {
        var tenant = await fixture.NewTenantAsync();
        var first = fixture.NewPerson(tenant) with { Email = new SealedField([1], NewHash()) };
        await Accounts.CreateAsync(first, default);
        var second = await fixture.AddPersonAsync(tenant);

        var cleared = await Accounts.UpdateProfileAsync(tenant, second.Id, new ProfileChange { DisplayName = (string?)null }, default);
        Assert.Equal(new Refusal(ChatError.InvalidField, Field: "displayName"), cleared.Refusal);
        var taken = await Accounts.UpdateProfileAsync(tenant, second.Id, new ProfileChange { Email = first.Email }, default);
        Assert.Equal(new Refusal(ChatError.AlreadyTaken, Field: "email"), taken.Refusal);
    }

    [Fact]
    public async Task A_new_password_voids_older_tokens_and_a_stronger_hash_does_not()
    {
        var tenant = await fixture.NewTenantAsync();
        var user = fixture.NewPerson(tenant) with { PasswordHash = "old" };
        await Accounts.CreateAsync(user, default);

        await Accounts.RehashPasswordAsync(user.Id, "not this", "never", default);
        await Accounts.RehashPasswordAsync(user.Id, "old", "stronger", default);
        var rehashed = await Accounts.FindByUsernameAsync(tenant, user.UsernameKey, default);
        Assert.Equal(("stronger", 0), (rehashed!.PasswordHash, rehashed.Account.TokensValidAfter));

        await Accounts.SetPasswordAsync(user.Id, "new", 12345, default);
        var renewed = await Accounts.FindByUsernameAsync(tenant, user.UsernameKey, default);
        Assert.Equal(("new", 12345), (renewed!.PasswordHash, renewed.Account.TokensValidAfter));
    }

    [Fact]
    public async Task A_ban_carries_its_end_and_reason_and_is_lifted()
    {
        var tenant = await fixture.NewTenantAsync();
        var user = await fixture.AddPersonAsync(tenant);

        Assert.True(await Accounts.SetStatusAsync(tenant, user.Id, AccountStatus.Banned, 99, "spam", default, default));
        var banned = await Accounts.FindAsync(user.Id, default);
        Assert.Equal((AccountStatus.Banned, 99, "spam"), (banned!.Status, banned.BannedUntil, banned.BanReason));

        Assert.True(await Accounts.SetStatusAsync(tenant, user.Id, AccountStatus.Active, null, null, default, default));
        Assert.Equivalent(user, await Accounts.FindAsync(user.Id, default), strict: true);
    }

    private static byte[] NewHash() => [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()];

    private async Task AssertTakenAsync(NewAccount user, string field) =>
        Assert.Equal(new Refusal(ChatError.AlreadyTaken, Field: field), (await Accounts.CreateAsync(user, default)).Refusal);
}
