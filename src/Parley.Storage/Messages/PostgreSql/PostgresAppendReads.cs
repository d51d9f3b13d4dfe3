using Npgsql;
using Parley.Accounts;
using Parley.Messages;
using Parley.Storage.Conversations;

namespace Parley.Storage.Messages.PostgreSql;

/// <summary>
/// The first round trip: begins, locks the batch's conversations in order of their ids, and reads what the batch is decided on: each
/// statement after the locks sees a fresh snapshot, so it sees what was committed before the locks were had. Owner: the writer.
/// </summary>
internal sealed class PostgresAppendReads : IDisposable
{
    private readonly HashSet<long> _conversationSet = [];
    private readonly HashSet<Seat> _seatSet = [];
    private readonly List<long> _conversations = [];
    private readonly List<long> _seatConversations = [];
    private readonly List<long> _seatUsers = [];
    private readonly List<long> _keyConversations = [];
    private readonly List<long> _keySenders = [];
    private readonly List<string?> _keyTempIds = [];
    private readonly List<long> _firstContacts = [];
    private readonly List<long> _replyTargets = [];
    private readonly List<long> _uncertain = [];
    private readonly List<long> _moveConversations = [];
    private readonly List<long> _moveUsers = [];
    private readonly List<long> _moveReads = [];
    private readonly NpgsqlBatch _plain;
    private readonly NpgsqlBatch _full;
    private readonly NpgsqlBatch _patient;
    private readonly List<long> _unanswered = [];
    private readonly NpgsqlBatch _counts;
    private readonly List<long> _roomsOfTwo = [];
    private readonly NpgsqlBatch _blocks;

    private PostgresAppendReads(NpgsqlConnection connection)
    {
        _plain = new NpgsqlBatch(connection) { Timeout = PostgresAppendSession.TimeoutSeconds };
        _full = new NpgsqlBatch(connection) { Timeout = PostgresAppendSession.TimeoutSeconds };
        _patient = new NpgsqlBatch(connection) { Timeout = PostgresAppendSession.TimeoutSeconds };
        AddPlain(_plain, PostgresAppendSql.LockFree);
        AddPlain(_full, PostgresAppendSql.LockFree);
        AddRare(_full);
        AddPlain(_patient, PostgresAppendSql.LockPatiently);
        AddRare(_patient);
        _counts = new NpgsqlBatch(connection) { Timeout = PostgresAppendSession.TimeoutSeconds };
        _counts.BatchCommands.Add(Columns.Command(PostgresAppendSql.LockUnanswered, Columns.Of(_unanswered)));
        _blocks = new NpgsqlBatch(connection) { Timeout = PostgresAppendSession.TimeoutSeconds };
        _blocks.BatchCommands.Add(Columns.Command(PostgresAppendSql.BlockedRooms, Columns.Of(_roomsOfTwo)));
    }

    /// <summary>Prepares the statements on a connection.</summary>
    public static async Task<PostgresAppendReads> PrepareAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var reads = new PostgresAppendReads(connection);
        await reads._plain.PrepareAsync(cancel);
        await reads._full.PrepareAsync(cancel);
        await reads._patient.PrepareAsync(cancel);
        await reads._counts.PrepareAsync(cancel);
        await reads._blocks.PrepareAsync(cancel);
        return reads;
    }

    /// <summary>Begins, locks and reads.</summary>
    /// <param name="isPatient">Wait for locks, instead of leaving out what is locked.</param>
    public async Task ReadAsync(List<QueuedWrite> writes, bool isPatient, BatchRows rows)
    {
        Clear();
        foreach (var write in writes)
        {
            if (write.Write is PendingSend send)
                Ask(send, write.IsUncertain);
            else if (write.Write is PendingPointers pointers)
                Ask(pointers);
        }

        var isPlain = !isPatient && _firstContacts.Count == 0 && _replyTargets.Count == 0 && _uncertain.Count == 0 && _moveUsers.Count == 0;
        await using var reader = await (isPatient ? _patient : isPlain ? _plain : _full).ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(ConversationRows.Read(reader));
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            AddSender(reader, rows);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            AddKey(reader, rows);
        if (!isPlain)
            await ReadRareAsync(reader, rows);
    }

    /// <summary>Locks and reads what the limit on writing to people who have not answered is decided on: a round trip that few batches need.</summary>
    public async Task ReadUnansweredAsync(AppendBatch batch)
    {
        _unanswered.Clear();
        _unanswered.AddRange(batch.UnansweredSenders);
        await using var reader = await _counts.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            batch.Rows.Add(new SenderTimes(reader.GetInt64(0), UnansweredSends.Parse(reader.GetString(1))));
    }

    /// <summary>Reads in which rooms of two a block stands between them: a round trip for batches with such a room only.</summary>
    public async Task ReadBlocksAsync(AppendBatch batch)
    {
        _roomsOfTwo.Clear();
        _roomsOfTwo.AddRange(batch.RoomsOfTwo);
        await using var reader = await _blocks.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            batch.Rows.BlockedRooms.Add(reader.GetInt64(0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _blocks.Dispose();
        _counts.Dispose();
        _plain.Dispose();
        _full.Dispose();
        _patient.Dispose();
    }

    private static async Task ReadRareAsync(NpgsqlDataReader reader, BatchRows rows)
    {
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            var peer = ParticipantRows.Read(reader);
            rows.Participants.TryAdd(new Seat(peer.ConversationId.Value, peer.UserId.Value), new(peer));
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            rows.ReplyTargets[reader.GetInt64(0)] = reader.GetInt64(1);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            var message = MessageRows.Read(reader);
            rows.Stored[message.Id.Value] = message;
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            var participant = ParticipantRows.Read(reader);
            var seat = new Seat(participant.ConversationId.Value, participant.UserId.Value);
            rows.Participants.TryAdd(seat, new(participant));
            if (!reader.IsDBNull(ParticipantRows.Count + 1))
                rows.OwnAt[(seat, reader.GetInt64(ParticipantRows.Count))] = reader.GetInt64(ParticipantRows.Count + 1);
        }
    }

    private static void AddSender(NpgsqlDataReader reader, BatchRows rows)
    {
        var participant = ParticipantRows.Read(reader);
        rows.Add(participant);
        rows.Accounts[participant.UserId.Value] = new AccountState(
            (AccountStatus)reader.GetInt16(ParticipantRows.Count),
            reader.LongOrNull(ParticipantRows.Count + 1),
            reader.TextOrNull(ParticipantRows.Count + 2));
    }

    private static void AddKey(NpgsqlDataReader reader, BatchRows rows)
    {
        var key = new SendKey(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
        rows.Keys[key] = new KeyedMessage(reader.GetFieldValue<byte[]>(3), MessageRows.Read(reader, 4));
    }

    private void Ask(PendingSend send, bool isUncertain)
    {
        var (conversation, sender) = (send.ConversationId.Value, send.Sender.Id.Value);
        Ask(conversation);
        if (_seatSet.Add(new Seat(conversation, sender)))
        {
            _seatConversations.Add(conversation);
            _seatUsers.Add(sender);
        }

        if (send.TempId is { } tempId && StorableText.Is(tempId)) // any other is refused when it is written
        {
            _keyConversations.Add(conversation);
            _keySenders.Add(sender);
            _keyTempIds.Add(tempId);
        }

        if (send.Policy == ContactPolicy.FirstContact)
            _firstContacts.Add(conversation);
        if (send.ReplyTo is { } target)
            _replyTargets.Add(target.Value);
        if (isUncertain)
            _uncertain.Add(send.Id.Value);
    }

    private void Ask(PendingPointers pointers)
    {
        foreach (var move in pointers.Moves)
        {
            Ask(move.ConversationId.Value);
            _moveConversations.Add(move.ConversationId.Value);
            _moveUsers.Add(move.UserId.Value);
            _moveReads.Add(move.ReadSeq);
        }
    }

    private void Ask(long conversation)
    {
        if (_conversationSet.Add(conversation))
            _conversations.Add(conversation);
    }

    private void AddPlain(NpgsqlBatch batch, string lockSql)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        batch.BatchCommands.Add(Columns.Command(lockSql, Columns.Of(_conversations)));
        batch.BatchCommands.Add(Columns.Command(PostgresAppendSql.Senders, Columns.Of(_seatConversations), Columns.Of(_seatUsers)));
        batch.BatchCommands.Add(Columns.Command(
            PostgresAppendSql.Keys, Columns.Of(_keyConversations), Columns.Of(_keySenders), Columns.Of(_keyTempIds)));
    }

    private void AddRare(NpgsqlBatch batch)
    {
        batch.BatchCommands.Add(Columns.Command(PostgresAppendSql.DirectPairs, Columns.Of(_firstContacts)));
        batch.BatchCommands.Add(Columns.Command(PostgresAppendSql.ReplyTargets, Columns.Of(_replyTargets)));
        batch.BatchCommands.Add(Columns.Command(PostgresAppendSql.Stored, Columns.Of(_uncertain)));
        batch.BatchCommands.Add(Columns.Command(
            PostgresAppendSql.Pointers, Columns.Of(_moveConversations), Columns.Of(_moveUsers), Columns.Of(_moveReads)));
    }

    private void Clear()
    {
        _conversationSet.Clear();
        _seatSet.Clear();
        _conversations.Clear();
        _seatConversations.Clear();
        _seatUsers.Clear();
        _keyConversations.Clear();
        _keySenders.Clear();
        _keyTempIds.Clear();
        _firstContacts.Clear();
        _replyTargets.Clear();
        _uncertain.Clear();
        _moveConversations.Clear();
        _moveUsers.Clear();
        _moveReads.Clear();
    }
}
