using Parley.Messages;
using Parley.Storage.Sqlite;

namespace Parley.Storage.Messages.Sqlite;

/// <summary>Writes a decided batch. Owner: the writer's thread.</summary>
internal sealed class SqliteAppendWrites(SqliteSession session) : IDisposable
{
    private readonly SqliteStatement _message = new(session, """
        INSERT INTO messages (id, conversation_id, seq, rev, sender_id, type, text, file_id, data, reply_to, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """);

    private readonly SqliteStatement _key = new(session, """
        INSERT INTO send_keys (conversation_id, sender_id, temp_id, fingerprint, message_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """);

    private readonly SqliteStatement _conversation = new(session, """
        UPDATE conversations SET last_seq = ?2, rev = ?3, last_message_at = ?4, relation = ?5 WHERE id = ?1
        """);

    private readonly SqliteStatement _participant = new(session, """
        UPDATE participants SET read_seq = ?3, delivered_seq = ?4, own_sent = ?5, own_sent_at_read = ?6, rev = ?7
        WHERE conversation_id = ?1 AND user_id = ?2
        """);

    private readonly SqliteStatement _device = new(session, """
        INSERT INTO device_positions (user_id, device, conversation_id, seq, moved_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET seq = excluded.seq, moved_at = excluded.moved_at WHERE excluded.seq > seq
        """);

    private readonly SqliteStatement _unanswered = new(session, """
        INSERT INTO unanswered_sends (user_id, times, last_at) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET times = excluded.times, last_at = excluded.last_at
        """);

    /// <summary>The send whose rows are being written: the one to blame if the row is refused.</summary>
    public PendingSend? Writing { get; private set; }

    /// <summary>Writes it all.</summary>
    public void Write(AppendBatch batch, long nowMs)
    {
        Writing = null;
        foreach (var send in batch.Inserts)
            Write(send);
        Writing = null;
        foreach (var tracked in batch.Conversations)
        {
            var row = tracked.Row;
            _conversation.Bind(1, row.Id.Value).Bind(2, row.LastSeq).Bind(3, row.Rev).Bind(4, row.LastMessageAt).Bind(5, (long)row.Relation).Run();
        }

        foreach (var tracked in batch.Participants)
        {
            var row = tracked.Row;
            _participant.Bind(1, row.ConversationId.Value).Bind(2, row.UserId.Value).Bind(3, row.ReadSeq).Bind(4, row.DeliveredSeq)
                .Bind(5, row.OwnSent).Bind(6, row.OwnSentAtRead).Bind(7, row.Rev).Run();
        }

        foreach (var (seat, seq) in batch.Devices)
            _device.Bind(1, seat.UserId).Bind(2, seat.Device).Bind(3, seat.ConversationId).Bind(4, seq).Bind(5, nowMs).Run();
        foreach (var tracked in batch.Unanswered)
            _unanswered.Bind(1, tracked.Row.UserId).Bind(2, tracked.Row.Sends.Format()).Bind(3, nowMs).Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _message.Dispose();
        _key.Dispose();
        _conversation.Dispose();
        _participant.Dispose();
        _device.Dispose();
        _unanswered.Dispose();
    }

    private void Write(PendingSend send)
    {
        Writing = send;
        var message = send.Message!;
        _message.Bind(1, message.Id.Value).Bind(2, message.ConversationId.Value).Bind(3, message.Seq).Bind(4, message.Rev)
            .Bind(5, message.SenderId.Value).Bind(6, (long)message.Body.Type).Bind(7, message.Body.Text).Bind(8, message.Body.FileId)
            .Bind(9, message.Body.Data).Bind(11, message.CreatedAt);
        if (message.ReplyTo is { } target)
            _message.Bind(10, target.Value);
        else
            _message.BindNull(10);
        _message.Run();
        if (send.TempId is { } tempId)
        {
            _key.Bind(1, message.ConversationId.Value).Bind(2, message.SenderId.Value).Bind(3, tempId).Bind(4, send.Fingerprint)
                .Bind(5, message.Id.Value).Bind(6, message.CreatedAt).Run();
        }
    }
}
