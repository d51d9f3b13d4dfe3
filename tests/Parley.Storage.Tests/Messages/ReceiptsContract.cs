using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>What becomes of merged pointers when the store does not take them, on whatever database.</summary>
public abstract class ReceiptsContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_pointer_that_can_not_be_stored_is_dropped_and_holds_up_nobody()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var people = new List<Account>();
        for (var i = 0; i < 9; i++)
            people.Add(await world.PersonAsync());
        var group = await world.GroupAsync([.. people]);
        await world.SendAsync(group, people[0]);
        await RefuseAsync(world, people[4]);
        await using var receipts = Over(world.Messages, world.Clock);

        foreach (var person in people)
            receipts.MarkRead(person.Id, "phone", group.Id, 1);
        var flushed = receipts.FlushAsync(default);
        var sent = await world.SendAsync(group, people[1]);

        Assert.True((await flushed).IsOk);
        Assert.Null(sent.Refusal);
        foreach (var person in people)
            Assert.Equal(person == people[4] ? 0 : 1, (await world.ReadAsync(group.Id, person)).ReadSeq);
        receipts.MarkRead(people[0].Id, "phone", group.Id, 2);
        Assert.True((await receipts.FlushAsync(default)).IsOk);
        Assert.Equal(2, (await world.ReadAsync(group.Id, people[0])).ReadSeq);
    }

    [Fact]
    public async Task A_flush_that_the_store_does_not_take_is_refused_and_stays_merged()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann);
        var store = new Reluctant(world.Messages);
        await using var receipts = Over(store, world.Clock);
        receipts.MarkRead(bob.Id, "phone", direct.Id, 1);

        store.Does = Reluctant.Answer.Full;
        Assert.Equal(ChatError.Busy, (await receipts.FlushAsync(default)).Refusal?.Error);
        store.Does = Reluctant.Answer.Late;
        Assert.Equal(ChatError.Retry, (await receipts.FlushAsync(default)).Refusal?.Error);
        store.Does = Reluctant.Answer.Take;
        Assert.True((await receipts.FlushAsync(default)).IsOk);

        Assert.Equal(1, (await world.ReadAsync(direct.Id, bob)).ReadSeq);
    }

    /// <summary>Lets the database refuse whatever moves this person's pointer.</summary>
    private protected abstract Task RefuseAsync(ChatWorld world, Account person);

    private static Receipts Over(IMessageStore store, TimeProvider clock) => new(store, new DeliveryOptions(), clock, NullLogger<Receipts>.Instance);
}

/// <summary>On SQLite.</summary>
public sealed class SqliteReceiptsTests(SqliteFixture fixture) : ReceiptsContract(fixture), IClassFixture<SqliteFixture>
{
    private protected override Task RefuseAsync(ChatWorld world, Account person) => Sql.RunAsync(
        world.Stores,
        $"""
        CREATE TRIGGER refuse BEFORE UPDATE ON participants WHEN NEW.user_id = {person.Id.Value} AND NEW.read_seq > 0
        BEGIN SELECT RAISE(ABORT, 'refused'); END
        """);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresReceiptsTests(PostgresFixture fixture) : ReceiptsContract(fixture), IClassFixture<PostgresFixture>
{
    private protected override Task RefuseAsync(ChatWorld world, Account person) => Sql.RunAsync(
        world.Stores, $"ALTER TABLE participants ADD CONSTRAINT refuse CHECK (user_id <> {person.Id.Value} OR read_seq = 0)");
}
