using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>What an append promises, on whatever database.</summary>
public abstract class AppendContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task A_send_is_stored_and_numbered_and_told()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);

        var first = await world.SendAsync(direct, ann, "one");
        var second = await world.SendAsync(direct, bob, "two");

        Assert.Null(first.Refusal);
        Assert.Equal([1L, 2L], [first.Message!.Seq, second.Message!.Seq]);
        Assert.Equal([1L, 2L], [first.Message.Rev, second.Message.Rev]);
        Assert.Equal(2, second.Conversation!.LastSeq);
        Assert.True(second.Message.CreatedAt > first.Message.CreatedAt);
        Assert.Equal([first.Message, second.Message], await world.ReadAllAsync(direct.Id));
        var row = await world.ReadAsync(direct.Id);
        Assert.Equal(second.Conversation, row);
        Assert.Equal(1, (await world.ReadAsync(direct.Id, ann)).OwnSent);
    }

    [Fact]
    public async Task The_same_temp_id_and_body_return_the_first_message_and_another_body_is_a_conflict()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);

        var first = await world.SendAsync(direct, ann, "one", "t1");
        var repeat = await world.SendAsync(direct, ann, "one", "t1");
        var conflict = await world.SendAsync(direct, ann, "other", "t1");
        var ofBob = await world.SendAsync(direct, bob, "other", "t1");
        var inOneBatch = await world.RunAsync(
            ChatWorld.Send(direct.Id, ann, "x", "t2"), ChatWorld.Send(direct.Id, ann, "x", "t2"), ChatWorld.Send(direct.Id, ann, "y", "t2"));

        Assert.True(repeat.IsRepeat);
        Assert.Equal(first.Message, repeat.Message);
        Assert.Equal(ChatError.IdempotencyConflict, conflict.Refusal?.Error);
        Assert.False(ofBob.IsRepeat);
        Assert.Equal(inOneBatch[0].Message, inOneBatch[1].Message);
        Assert.True(inOneBatch[1].IsRepeat);
        Assert.Equal(ChatError.IdempotencyConflict, inOneBatch[2].Refusal?.Error);
        Assert.Equal(3, (await world.ReadAsync(direct.Id)).LastSeq);
    }

    [Fact]
    public async Task A_refused_send_does_not_use_its_key_up()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var stranger = await world.PersonAsync();

        var refused = await world.SendAsync(direct, stranger, "one", "t");
        var toNobody = (await world.RunAsync(ChatWorld.Send(direct.Id, ann, "two", "t", replyTo: new MessageId(12345))))[0];
        var missing = (await world.RunAsync(ChatWorld.Send(new ConversationId(77), ann, "two", "t")))[0];
        var stored = await world.SendAsync(direct, ann, "two", "t");

        Assert.Equal(ChatError.NotParticipant, refused.Refusal?.Error);
        Assert.Equal(ChatError.MessageNotFound, toNobody.Refusal?.Error);
        Assert.Equal(ChatError.ConversationNotFound, missing.Refusal?.Error);
        Assert.Null(stored.Refusal);
        Assert.False(stored.IsRepeat);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteAppendTests(SqliteFixture fixture) : AppendContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresAppendTests(PostgresFixture fixture) : AppendContract(fixture), IClassFixture<PostgresFixture>;
