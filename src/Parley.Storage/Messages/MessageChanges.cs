using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Conversations;

namespace Parley.Storage.Messages;

/// <summary>Changes to a stored message, under its conversation's lock and with the conversation's next <c>rev</c>.</summary>
internal static class MessageChanges
{
    public static async ValueTask<Outcome<ChangedMessage>> RecallAsync(
        SqlScope sql, TenantId tenant, MessageId id, UserId sender, long nowMs, TimeSpan maxAge)
    {
        if (await LockAsync(sql, tenant, id) is not var (message, conversation))
            return ChatError.MessageNotFound;
        if (message.SenderId != sender)
            return ChatError.Forbidden;
        if (message.RecalledAt is not null)
            return new ChangedMessage(message, conversation, IsChanged: false);
        if (nowMs - message.CreatedAt > (long)maxAge.TotalMilliseconds)
            return ChatError.RecallExpired;
        return await StampAsync(sql, message with { RecalledAt = nowMs }, conversation);
    }

    public static async ValueTask<Outcome<ChangedMessage>> HideAsync(SqlScope sql, TenantId tenant, MessageId id, UserId user)
    {
        if (await LockAsync(sql, tenant, id) is not var (message, conversation))
            return ChatError.MessageNotFound;
        var participant = await sql.FirstAsync(
            $"SELECT {ParticipantRows.Columns} FROM participants p WHERE p.conversation_id = @conversation AND p.user_id = @user",
            ParticipantRows.Read,
            ("@conversation", conversation.Id.Value),
            ("@user", user.Value));
        if (participant is not { IsMember: true })
            return ChatError.NotParticipant;
        if (message.Seq <= participant.JoinedSeq)
            return ChatError.MessageNotFound;

        var written = await sql.ExecuteAsync(
            "INSERT INTO hidden_messages (user_id, conversation_id, message_id) VALUES (@user, @conversation, @id) ON CONFLICT DO NOTHING",
            ("@user", user.Value),
            ("@conversation", conversation.Id.Value),
            ("@id", id.Value));
        return written == 0
            ? new ChangedMessage(message, conversation, IsChanged: false)
            : await StampAsync(sql, message, conversation);
    }

    private static async ValueTask<(Message Message, Conversation Conversation)?> LockAsync(SqlScope sql, TenantId tenant, MessageId id)
    {
        var at = await sql.FirstAsync("SELECT conversation_id FROM messages WHERE id = @id", row => row.GetInt64(0), ("@id", id.Value));
        if (at == 0 || await ConversationLock.TakeAsync(sql, tenant, new ConversationId(at)) is not { } conversation)
            return null;

        // Read again: it may have changed before the lock was had.
        var message = await sql.FirstAsync($"SELECT {MessageRows.Columns} FROM messages m WHERE m.id = @id", MessageRows.Read, ("@id", id.Value));
        return message is null ? null : (message, conversation);
    }

    private static async ValueTask<ChangedMessage> StampAsync(SqlScope sql, Message message, Conversation conversation)
    {
        var rev = conversation.Rev + 1;
        await sql.ExecuteAsync("UPDATE conversations SET rev = @rev WHERE id = @id", ("@rev", rev), ("@id", conversation.Id.Value));
        await sql.ExecuteAsync(
            "UPDATE messages SET rev = @rev, recalled_at = CAST(@recalled AS bigint) WHERE id = @id",
            ("@rev", rev),
            ("@recalled", message.RecalledAt),
            ("@id", message.Id.Value));
        return new ChangedMessage(message with { Rev = rev }, conversation with { Rev = rev }, IsChanged: true);
    }
}
