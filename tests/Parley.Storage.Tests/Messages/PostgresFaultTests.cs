using Npgsql;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>What the writer does when its connection or its locks fail it.</summary>
public sealed class PostgresFaultTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData(Cut.BeforeTheServer, true)]
    [InlineData(Cut.BeforeTheServer, false)]
    [InlineData(Cut.AfterTheServer, true)]
    [InlineData(Cut.AfterTheServer, false)]
    public async Task A_connection_cut_during_commit_loses_nothing_and_doubles_nothing(Cut cut, bool withTempIds)
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var to = new NpgsqlConnectionStringBuilder(fixture.ConnectionString);
        await using var proxy = new CuttingProxy(to.Host!, to.Port);
        (to.Host, to.Port) = ("127.0.0.1", proxy.Port);
        await using var cutOff = await world.AnotherAsync(fixture, $"postgres:{to.ConnectionString}");
        await cutOff.SendAsync(direct, ann, "before");

        proxy.Arm("cut here", cut);
        var sends = await cutOff.RunAsync(
            [.. Enumerable.Range(0, 40).Select(i => ChatWorld.Send(direct.Id, i % 2 == 0 ? ann : bob, $"cut here {i}", withTempIds ? $"t{i}" : null))]);

        Assert.Equal(1, proxy.Cuts);
        Assert.All(sends, send => Assert.Null(send.Refusal));
        Assert.All(sends, send => Assert.False(send.IsRepeat));
        Assert.All(sends, send => Assert.Equal(1, send.TimesSettled));
        var rows = await world.ReadAllAsync(direct.Id);
        Assert.Equal(sends.Select(send => send.Id), rows.Skip(1).Select(row => row.Id));
        Assert.Equal(Enumerable.Range(1, 41).Select(seq => (long)seq), rows.Select(row => row.Seq));
        Assert.Equal(rows.Skip(1).Select(row => row.Seq), sends.Select(send => send.Message!.Seq));
        Assert.Equal(rows.Skip(1).Select(row => row.Rev), sends.Select(send => send.Conversation!.Rev));
        Assert.Equal(21, (await world.ReadAsync(direct.Id, ann)).OwnSent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_lost_commit_delivery_looks_for_what_no_event_told_of(bool isOverdue)
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var to = new NpgsqlConnectionStringBuilder(fixture.ConnectionString);
        await using var proxy = new CuttingProxy(to.Host!, to.Port);
        (to.Host, to.Port) = ("127.0.0.1", proxy.Port);
        var cutOff = await world.AnotherAsync(fixture, $"postgres:{to.ConnectionString}");
        if (isOverdue)
            proxy.OnCut = () => world.Clock.Advance(TimeSpan.FromSeconds(11));
        proxy.Arm("cut here", Cut.AfterTheServer);

        var sent = await cutOff.SendAsync(direct, ann, "cut here", "t");
        Assert.Equal(isOverdue ? ChatError.Retry : null, sent.Refusal?.Error);
        Assert.Null((await cutOff.SendAsync(direct, ann, "cut here", "t")).Refusal);
        await cutOff.DisposeAsync(); // all is handed on

        Assert.Equal(1, cutOff.Looks);
        Assert.Equal(0, world.Looks);
        Assert.Single(await world.ReadAllAsync(direct.Id));
    }

    [Fact]
    public async Task A_conversation_held_elsewhere_holds_up_no_other_and_after_ten_seconds_its_senders_try_again()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (held, free) = (await world.DirectAsync(ann, bob), await world.DirectAsync(ann, eve));
        await using var holder = new NpgsqlConnection(fixture.ConnectionString);
        await holder.OpenAsync();

        var first = await HoldAsync(holder, held.Id);
        var waiting = ChatWorld.Send(held.Id, ann, "waiting", "w");
        Assert.True(world.Messages.TryEnqueue(waiting));
        for (var i = 0; i < 20; i++)
            Assert.Null((await world.SendAsync(free, ann, $"{i}")).Refusal);
        Assert.False(waiting.Done.IsCompleted);
        await first.RollbackAsync();
        await waiting.Done.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Null(waiting.Refusal);

        var second = await HoldAsync(holder, held.Id);
        var overdue = ChatWorld.Send(held.Id, ann, "overdue", "o");
        Assert.True(world.Messages.TryEnqueue(overdue));
        world.Clock.Advance(TimeSpan.FromSeconds(11));
        await overdue.Done.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(ChatError.Retry, overdue.Refusal?.Error);
        await second.RollbackAsync();
        Assert.Null((await world.RunAsync(ChatWorld.Send(held.Id, ann, "overdue", "o")))[0].Refusal);
    }

    [Fact]
    public async Task Order_is_kept_behind_a_conversation_held_elsewhere()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await using var holder = new NpgsqlConnection(fixture.ConnectionString);
        await holder.OpenAsync();
        var hold = await HoldAsync(holder, direct.Id);
        var sends = Enumerable.Range(0, 700).Select(i => ChatWorld.Send(direct.Id, ann, $"{i}")).ToArray();
        foreach (var send in sends)
            Assert.True(world.Messages.TryEnqueue(send));
        await hold.RollbackAsync();
        foreach (var send in sends)
            await send.Done.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(Enumerable.Range(1, 700).Select(seq => (long)seq), sends.Select(send => send.Message!.Seq));
    }

    private static async Task<NpgsqlTransaction> HoldAsync(NpgsqlConnection connection, ConversationId id)
    {
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SELECT 1 FROM conversations WHERE id = $1 FOR UPDATE", connection);
        command.Parameters.AddWithValue(id.Value);
        await command.ExecuteScalarAsync();
        return transaction;
    }
}
