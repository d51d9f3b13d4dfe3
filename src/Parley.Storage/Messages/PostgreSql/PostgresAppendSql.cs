using Parley.Storage.Conversations;

namespace Parley.Storage.Messages.PostgreSql;

/// <summary>The append's statements; all take arrays, one entry a row.</summary>
internal static class PostgresAppendSql
{
    /// <summary>
    /// What the writer's connection is set to. Plans made while tables were empty, or for one batch's values, cost several times as much
    /// later: every look-up is by key, so nested loops over indexes are always right. A commit means durable: said here too, since a pooler
    /// between may drop what the connection asked for at its start.
    /// </summary>
    public const string Session = """
        SET synchronous_commit = on;
        SET plan_cache_mode = force_generic_plan;
        SET enable_hashjoin = off;
        SET enable_mergejoin = off;
        SET enable_seqscan = off;
        SET enable_bitmapscan = off;
        SET enable_material = off;
        SET jit = off;
        SET lock_timeout = '250ms';
        SET idle_in_transaction_session_timeout = '10s'
        """;

    private const string Lock = $"SELECT {ConversationRows.Columns} FROM conversations WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE";

    /// <summary>Locks those that nobody holds.</summary>
    public const string LockFree = $"{Lock} SKIP LOCKED";

    /// <summary>Locks all, waiting at most the session's lock timeout for each.</summary>
    public const string LockPatiently = Lock;

    /// <summary>The senders in their conversations, with their accounts' state.</summary>
    public const string Senders = $"""
        SELECT {ParticipantRows.Columns}, a.status, a.banned_until, a.ban_reason
        FROM unnest($1, $2) AS s (conversation_id, user_id)
        JOIN participants p ON p.conversation_id = s.conversation_id AND p.user_id = s.user_id
        JOIN users a ON a.id = s.user_id
        """;

    /// <summary>Keys that were used before, with what was sent under them.</summary>
    public const string Keys = $"""
        SELECT k.conversation_id, k.sender_id, k.temp_id, k.fingerprint, {MessageRows.Columns}
        FROM unnest($1, $2, $3) AS s (conversation_id, sender_id, temp_id)
        JOIN send_keys k ON k.conversation_id = s.conversation_id AND k.sender_id = s.sender_id AND k.temp_id = s.temp_id
        JOIN messages m ON m.id = k.message_id
        """;

    /// <summary>Both of a direct conversation: the first-contact rule asks whether the other has answered.</summary>
    public const string DirectPairs = $"""
        SELECT {ParticipantRows.Columns}
        FROM unnest($1) AS s (conversation_id)
        JOIN conversations c ON c.id = s.conversation_id AND c.kind = 1
        JOIN participants p ON p.conversation_id = c.id
        """;

    /// <summary>Where the messages stand that are replied to.</summary>
    public const string ReplyTargets = "SELECT id, conversation_id FROM messages WHERE id = ANY($1)";

    /// <summary>Messages of this batch that an earlier commit has stored, its answer lost.</summary>
    public const string Stored = $"SELECT {MessageRows.Columns} FROM messages m WHERE m.id = ANY($1)";

    /// <summary>
    /// Those whose pointers move. For a pointer that stops short of the newest message: how many own messages lie at or below it, counted on the
    /// shorter side, what is newly read or what is still above.
    /// </summary>
    public const string Pointers = $"""
        SELECT {ParticipantRows.Columns}, s.read_seq, CASE
            WHEN s.read_seq <= p.read_seq OR s.read_seq >= c.last_seq THEN NULL
            WHEN s.read_seq - p.read_seq <= c.last_seq - s.read_seq THEN p.own_sent_at_read + (
                SELECT count(*) FROM messages m
                WHERE m.conversation_id = c.id AND m.seq > p.read_seq AND m.seq <= s.read_seq AND m.sender_id = p.user_id)
            ELSE p.own_sent - (
                SELECT count(*) FROM messages m
                WHERE m.conversation_id = c.id AND m.seq > s.read_seq AND m.seq <= c.last_seq AND m.sender_id = p.user_id)
            END
        FROM unnest($1, $2, $3) AS s (conversation_id, user_id, read_seq)
        JOIN conversations c ON c.id = s.conversation_id
        JOIN participants p ON p.conversation_id = s.conversation_id AND p.user_id = s.user_id
        """;

    /// <summary>
    /// Locks the counts of senders to people who have not answered, makes those that are not there, and reads them as they are then. In order of
    /// their ids and always after the conversations' locks, so no two writers wait for each other.
    /// </summary>
    public const string LockUnanswered = """
        INSERT INTO unanswered_sends AS u (user_id, times, last_at)
        SELECT s.user_id, '', 0 FROM unnest($1) AS s (user_id) ORDER BY s.user_id
        ON CONFLICT (user_id) DO UPDATE SET last_at = u.last_at
        RETURNING u.user_id, u.times
        """;

    /// <summary>Those of these rooms of two in which one has blocked the other.</summary>
    public const string BlockedRooms = """
        SELECT s.conversation_id
        FROM unnest($1) AS s (conversation_id)
        JOIN participants p ON p.conversation_id = s.conversation_id AND p.left_at IS NULL
        JOIN participants o ON o.conversation_id = s.conversation_id AND o.left_at IS NULL AND o.user_id <> p.user_id
        JOIN blocks b ON b.blocker_id = p.user_id AND b.blocked_id = o.user_id
        """;

    /// <summary>Inserts the messages.</summary>
    public const string InsertMessages = """
        INSERT INTO messages (id, conversation_id, seq, rev, sender_id, type, text, file_id, data, reply_to, created_at)
        SELECT s.id, s.conversation_id, s.seq, s.rev, s.sender_id, s.type, s.text, s.file_id, s.data, nullif(s.reply_to, 0), s.created_at
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            AS s (id, conversation_id, seq, rev, sender_id, type, text, file_id, data, reply_to, created_at)
        """;

    /// <summary>Inserts their keys.</summary>
    public const string InsertKeys = """
        INSERT INTO send_keys (conversation_id, sender_id, temp_id, fingerprint, message_id, created_at)
        SELECT s.conversation_id, s.sender_id, s.temp_id, s.fingerprint, s.message_id, s.created_at
        FROM unnest($1, $2, $3, $4, $5, $6) AS s (conversation_id, sender_id, temp_id, fingerprint, message_id, created_at)
        """;

    /// <summary>Writes the conversations' numbers.</summary>
    public const string UpdateConversations = """
        UPDATE conversations c SET last_seq = s.last_seq, rev = s.rev, last_message_at = s.last_message_at, relation = s.relation
        FROM unnest($1, $2, $3, $4, $5) AS s (id, last_seq, rev, last_message_at, relation) WHERE c.id = s.id
        """;

    /// <summary>Writes the participants' pointers and counts.</summary>
    public const string UpdateParticipants = """
        UPDATE participants p SET
            read_seq = s.read_seq, delivered_seq = s.delivered_seq, own_sent = s.own_sent, own_sent_at_read = s.own_sent_at_read, rev = s.rev
        FROM unnest($1, $2, $3, $4, $5, $6, $7) AS s (conversation_id, user_id, read_seq, delivered_seq, own_sent, own_sent_at_read, rev)
        WHERE p.conversation_id = s.conversation_id AND p.user_id = s.user_id
        """;

    /// <summary>Writes how far devices have got.</summary>
    public const string UpsertDevices = """
        INSERT INTO device_positions AS d (user_id, device, conversation_id, seq, moved_at)
        SELECT s.user_id, s.device, s.conversation_id, s.seq, s.moved_at
        FROM unnest($1, $2, $3, $4, $5) AS s (user_id, device, conversation_id, seq, moved_at)
        ON CONFLICT (user_id, device, conversation_id) DO UPDATE SET seq = excluded.seq, moved_at = excluded.moved_at
        WHERE excluded.seq > d.seq
        """;

    /// <summary>Writes the counts that were locked.</summary>
    public const string UpdateUnanswered = """
        UPDATE unanswered_sends u SET times = s.times, last_at = s.last_at
        FROM unnest($1, $2, $3) AS s (user_id, times, last_at) WHERE u.user_id = s.user_id
        """;
}
