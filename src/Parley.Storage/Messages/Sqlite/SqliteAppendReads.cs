using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Storage.Conversations;
using Parley.Storage.Sqlite;

namespace Parley.Storage.Messages.Sqlite;

/// <summary>Reads what a batch is decided on, row by row: on this database a look-up is a function call. Owner: the writer's thread.</summary>
internal sealed class SqliteAppendReads(SqliteSession session) : IDisposable
{
    private readonly SqliteStatement _conversation = new(session, $"SELECT {ConversationRows.Columns} FROM conversations WHERE id = ?1");

    private readonly SqliteStatement _participant = new(
        session, $"SELECT {ParticipantRows.Columns} FROM participants p WHERE p.conversation_id = ?1 AND p.user_id = ?2");

    private readonly SqliteStatement _account = new(session, "SELECT status, banned_until, ban_reason FROM users WHERE id = ?1");

    private readonly SqliteStatement _key = new(
        session, "SELECT fingerprint, message_id FROM send_keys WHERE conversation_id = ?1 AND sender_id = ?2 AND temp_id = ?3");

    private readonly SqliteStatement _message = new(session, $"SELECT {MessageRows.Columns} FROM messages m WHERE m.id = ?1");

    private readonly SqliteStatement _replyTarget = new(session, "SELECT conversation_id FROM messages WHERE id = ?1");

    private readonly SqliteStatement _own = new(
        session, "SELECT count(*) FROM messages WHERE conversation_id = ?1 AND seq > ?2 AND seq <= ?3 AND sender_id = ?4");

    private readonly SqliteStatement _block = new(
        session,
        """
        SELECT 1 FROM participants p
        JOIN participants o ON o.conversation_id = p.conversation_id AND o.left_at IS NULL AND o.user_id <> p.user_id
        JOIN blocks b ON b.blocker_id = p.user_id AND b.blocked_id = o.user_id
        WHERE p.conversation_id = ?1 AND p.left_at IS NULL LIMIT 1
        """);

    private readonly SqliteStatement _unanswered = new(session, "SELECT times FROM unanswered_sends WHERE user_id = ?1");

    /// <summary>Reads all that the batch needs.</summary>
    public void Read(List<QueuedWrite> writes, BatchRows rows)
    {
        foreach (var write in writes)
        {
            if (write.Write is PendingSend send)
                Read(send, write.IsUncertain, rows);
            else if (write.Write is PendingPointers pointers)
                Read(pointers, rows);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _conversation.Dispose();
        _participant.Dispose();
        _account.Dispose();
        _key.Dispose();
        _message.Dispose();
        _replyTarget.Dispose();
        _own.Dispose();
        _unanswered.Dispose();
        _block.Dispose();
    }

    private void Read(PendingSend send, bool isUncertain, BatchRows rows)
    {
        if (Conversation(send.ConversationId.Value, rows) is not { } conversation)
            return;
        Participant(new Seat(send.ConversationId.Value, send.Sender.Id.Value), rows);
        Account(send.Sender.Id.Value, rows);
        if (send.Policy == ContactPolicy.FirstContact && conversation.Kind == ConversationKind.Direct)
        {
            var peer = Participant(new Seat(send.ConversationId.Value, conversation.PeerOf(send.Sender.Id).Value), rows);
            if (AppendRules.IsUnanswered(send, conversation, peer))
                Unanswered(send.Sender.Id.Value, rows);
        }

        if (AppendRules.IsRoomOfTwo(conversation) && _block.Bind(1, send.ConversationId.Value).Step())
        {
            rows.BlockedRooms.Add(send.ConversationId.Value);
            _block.Reset();
        }

        if (send.TempId is { } tempId)
            Key(new SendKey(send.ConversationId.Value, send.Sender.Id.Value, tempId), rows);
        if (send.ReplyTo is { } target && _replyTarget.Bind(1, target.Value).Step())
        {
            rows.ReplyTargets[target.Value] = _replyTarget.Int64(0);
            _replyTarget.Reset();
        }

        if (isUncertain && Message(send.Id.Value) is { } stored)
            rows.Stored[send.Id.Value] = stored;
    }

    private void Read(PendingPointers pointers, BatchRows rows)
    {
        foreach (var move in pointers.Moves)
        {
            var seat = new Seat(move.ConversationId.Value, move.UserId.Value);
            if (Conversation(seat.ConversationId, rows) is not { } conversation || Participant(seat, rows) is not { } participant)
                continue;
            if (move.ReadSeq > participant.ReadSeq && move.ReadSeq < conversation.LastSeq)
                rows.OwnAt[(seat, move.ReadSeq)] = OwnAt(move.ReadSeq, conversation, participant);
        }
    }

    // Counts the shorter side: what is newly read, or what is still above.
    private long OwnAt(long readSeq, Conversation conversation, Participant participant) =>
        readSeq - participant.ReadSeq <= conversation.LastSeq - readSeq
            ? participant.OwnSentAtRead + Own(participant, participant.ReadSeq, readSeq)
            : participant.OwnSent - Own(participant, readSeq, conversation.LastSeq);

    private long Own(Participant participant, long after, long to)
    {
        _own.Bind(1, participant.ConversationId.Value).Bind(2, after).Bind(3, to).Bind(4, participant.UserId.Value).Step();
        var count = _own.Int64(0);
        _own.Reset();
        return count;
    }

    private Conversation? Conversation(long id, BatchRows rows)
    {
        if (rows.Conversations.TryGetValue(id, out var known))
            return known.Row;
        if (!_conversation.Bind(1, id).Step())
            return null;
        var row = SqliteRows.Conversation(_conversation);
        _conversation.Reset();
        rows.Add(row);
        return row;
    }

    private Participant? Participant(Seat seat, BatchRows rows)
    {
        if (rows.Participants.TryGetValue(seat, out var known))
            return known.Row;
        if (!_participant.Bind(1, seat.ConversationId).Bind(2, seat.UserId).Step())
            return null;
        var row = SqliteRows.Participant(_participant);
        _participant.Reset();
        rows.Add(row);
        return row;
    }

    private void Account(long id, BatchRows rows)
    {
        if (rows.Accounts.ContainsKey(id) || !_account.Bind(1, id).Step())
            return;
        rows.Accounts.Add(id, new AccountState((AccountStatus)_account.Int32(0), _account.Int64OrNull(1), _account.Text(2)));
        _account.Reset();
    }

    private void Unanswered(long id, BatchRows rows)
    {
        if (rows.Unanswered.ContainsKey(id))
            return;
        var sends = UnansweredSends.None;
        if (_unanswered.Bind(1, id).Step())
        {
            sends = UnansweredSends.Parse(_unanswered.Text(0)!);
            _unanswered.Reset();
        }

        rows.Add(new SenderTimes(id, sends));
    }

    private void Key(SendKey key, BatchRows rows)
    {
        if (rows.Keys.ContainsKey(key) || !StorableText.Is(key.TempId)) // that one is refused when it is written
            return;
        if (!_key.Bind(1, key.ConversationId).Bind(2, key.SenderId).Bind(3, key.TempId).Step())
            return;
        var fingerprint = _key.Bytes(0);
        var id = _key.Int64(1);
        _key.Reset();
        if (Message(id) is { } message)
            rows.Keys.Add(key, new KeyedMessage(fingerprint, message));
    }

    private Message? Message(long id)
    {
        if (!_message.Bind(1, id).Step())
            return null;
        var row = SqliteRows.Message(_message);
        _message.Reset();
        return row;
    }
}
