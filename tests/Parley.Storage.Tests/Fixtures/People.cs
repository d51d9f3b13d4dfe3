using Parley.Accounts;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Storage.Tests.Fixtures;

/// <summary>Tenants, users and direct conversations for a test, none of which any other test has.</summary>
public static class People
{
    public static async Task<TenantId> NewTenantAsync(this DatabaseFixture fixture)
    {
        var id = new TenantId(fixture.Ids.Next());
        var made = await fixture.Stores.Tenants.CreateAsync(
            new Tenant { Id = id, Name = "A tenant", Subdomain = $"t{id}", CreatedAt = fixture.Clock.NowMs }, Guid.NewGuid().ToByteArray(), default);
        Assert.True(made.IsOk);
        return id;
    }

    public static NewAccount NewPerson(this DatabaseFixture fixture, TenantId tenant, string? name = null)
    {
        var id = new UserId(fixture.Ids.Next());
        name ??= $"Person {id}";
        return new NewAccount
        {
            Id = id,
            TenantId = tenant,
            Username = name,
            UsernameKey = Usernames.Fold(name),
            DisplayName = $"Display of {name}",
            Role = Role.Customer,
            CreatedAt = fixture.Clock.NowMs,
        };
    }

    public static async Task<Account> AddPersonAsync(this DatabaseFixture fixture, TenantId tenant, string? name = null) =>
        (await fixture.Stores.Accounts.CreateAsync(fixture.NewPerson(tenant, name), default)).Value!;

    /// <summary>A pair's direct conversation with both participants, as opening it leaves it.</summary>
    public static async Task<ConversationId> AddDirectAsync(this DatabaseFixture fixture, TenantId tenant, UserId one, UserId other)
    {
        var id = new ConversationId(fixture.Ids.Next());
        var (low, high) = one.Value < other.Value ? (one, other) : (other, one);
        await fixture.Stores.Database.TransactAsync(
            async sql =>
            {
                await sql.ExecuteAsync(
                    "INSERT INTO conversations (id, tenant_id, kind, low_user, high_user, member_count, created_at) VALUES (@id, @tenant, 1, @low, @high, 2, @at)",
                    ("@id", id.Value),
                    ("@tenant", tenant.Value),
                    ("@low", low.Value),
                    ("@high", high.Value),
                    ("@at", fixture.Clock.NowMs));
                foreach (var user in new[] { low, high })
                {
                    await sql.ExecuteAsync(
                        "INSERT INTO participants (conversation_id, user_id, joined_at) VALUES (@id, @user, @at)",
                        ("@id", id.Value),
                        ("@user", user.Value),
                        ("@at", fixture.Clock.NowMs));
                }

                return 0;
            },
            default);
        return id;
    }
}
