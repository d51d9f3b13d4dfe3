using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Secrets;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Secrets;

public sealed class SealedFieldsOnSqlite(SqliteFixture fixture) : SealedFieldContract(fixture), IClassFixture<SqliteFixture>;

public sealed class SealedFieldsOnPostgres(PostgresFixture fixture) : SealedFieldContract(fixture), IClassFixture<PostgresFixture>;

public abstract class SealedFieldContract(DatabaseFixture fixture)
{
    private static readonly byte[] Hash = new byte[32];
    private static readonly Dictionary<int, byte[]> Keys = new() { [1] = KeyOf(1), [2] = KeyOf(2) };

    [Fact]
    public async Task All_that_an_old_key_encrypted_is_encrypted_with_the_new_one_and_reads_as_before()
    {
        var (cipher, old) = (new FieldCipher(Keys, 2, Hash), new FieldCipher(Keys, 1, Hash));
        var tenant = await fixture.NewTenantAsync();
        var resealing = new Resealing(fixture.Stores.SealedFields, cipher);
        var others = (await resealing.CountAsync(default)).GetValueOrDefault(1);
        var people = new List<UserId>();
        for (var i = 0; i < 450; i++) // more than two stretches
        {
            var person = fixture.NewPerson(tenant) with { Phone = i % 3 == 0 ? null : old.SealPhone($"+86138{i:D8}"), Email = old.SealEmail($"{i}@example.org") };
            people.Add((await fixture.Stores.Accounts.CreateAsync(person, default)).Value!.Id);
        }

        Assert.Equal(others + 750, (await resealing.CountAsync(default))[1]);
        var handler = new ResealJobHandler(resealing, cipher, NullLogger<ResealJobHandler>.Instance);
        Assert.Equal(JobResult.Ok, await handler.RunAsync(JobOf("{}"), default));
        Assert.Equal([2], (await resealing.CountAsync(default)).Keys);
        var last = await fixture.Stores.Accounts.FindProfileAsync(tenant, people[^1], default);
        Assert.Equal("449@example.org", new FieldCipher(new Dictionary<int, byte[]> { [2] = Keys[2] }, 2, Hash).Open("email", last!.Email));

        var before = (await fixture.Stores.Accounts.FindProfileAsync(tenant, people[1], default))!.Phone;
        Assert.Equal(JobResult.Ok, await handler.RunAsync(JobOf("{}"), default)); // once more: nothing to do
        Assert.Equal(before, (await fixture.Stores.Accounts.FindProfileAsync(tenant, people[1], default))!.Phone);
    }

    [Fact]
    public async Task What_somebody_changes_meanwhile_or_nobody_can_open_stays_as_it_is()
    {
        var old = new FieldCipher(Keys, 1, Hash);
        var tenant = await fixture.NewTenantAsync();
        var store = fixture.Stores.SealedFields;
        var person = await fixture.Stores.Accounts.CreateAsync(fixture.NewPerson(tenant) with { Email = old.SealEmail("a@example.org") }, default);
        var id = person.Value!.Id;
        var value = (await store.ReadAsync("users", id.Value - 1, 1, default)).Values.Single();
        Assert.Equal((id.Value, "email", "email"), (value.RowId, value.Column, value.Field));
        await store.ReplaceAsync("users", [new ResealedValue(value with { Bytes = [1, 2, 3] }, [4])], default);
        Assert.Equal(value.Bytes, (await fixture.Stores.Accounts.FindProfileAsync(tenant, id, default))!.Email);

        var stranger = new FieldCipher(new Dictionary<int, byte[]> { [3] = KeyOf(3) }, 3, Hash);
        var (next, unreadable) = await new Resealing(store, stranger).StepAsync(new ResealPlace(0, id.Value - 1), default);
        Assert.Equal((new ResealPlace(0, id.Value), 1), (next!.Value, unreadable));
        Assert.Equal(value.Bytes, (await fixture.Stores.Accounts.FindProfileAsync(tenant, id, default))!.Email);
        Assert.Equal(0, (await store.ReadAsync("users", long.MaxValue - 1, 1, default)).Last);
    }

    [Fact]
    public void A_place_is_read_as_written_and_another_keys_is_the_beginning()
    {
        Assert.Equal(new ResealPlace(1, 77), ResealPlace.Read(new ResealPlace(1, 77).Write(2), 2));
        foreach (var payload in new[] { "{}", "[1, 1, 77]", "[2, x, 77]", "[2]", "" })
            Assert.Equal(default, ResealPlace.Read(payload, 2));
    }

    private static byte[] KeyOf(byte filling) => [.. Enumerable.Repeat(filling, 32)];

    private static Job JobOf(string payload) => new() { Id = new JobId(1), Kind = Resealing.Kind, Payload = payload, CreatedAt = 0, DueAt = 0 };
}
