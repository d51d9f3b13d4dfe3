using Npgsql;
using Parley.Messages;

namespace Parley.Storage.Messages.PostgreSql;

/// <summary>The second round trip: writes exactly what was decided, and commits. Owner: the writer.</summary>
internal sealed class PostgresAppendWrites : IDisposable
{
    private readonly MessageColumns _messages = new();
    private readonly List<long> _keyConversations = [];
    private readonly List<long> _keySenders = [];
    private readonly List<string?> _keyTempIds = [];
    private readonly List<byte[]> _keyFingerprints = [];
    private readonly List<long> _keyMessages = [];
    private readonly List<long> _keyTimes = [];
    private readonly List<long> _conversationIds = [];
    private readonly List<long> _conversationSeqs = [];
    private readonly List<long> _conversationRevs = [];
    private readonly List<long> _conversationTimes = [];
    private readonly List<short> _conversationRelations = [];
    private readonly List<long>[] _participants = [[], [], [], [], [], [], []];
    private readonly List<long> _deviceUsers = [];
    private readonly List<string?> _deviceNames = [];
    private readonly List<long> _deviceConversations = [];
    private readonly List<long> _deviceSeqs = [];
    private readonly List<long> _deviceTimes = [];
    private readonly List<long> _unansweredUsers = [];
    private readonly List<string?> _unansweredTimes = [];
    private readonly List<long> _unansweredLast = [];
    private readonly NpgsqlBatch _plain;
    private readonly NpgsqlBatch _full;

    private PostgresAppendWrites(NpgsqlConnection connection)
    {
        _plain = new NpgsqlBatch(connection) { Timeout = PostgresAppendSession.TimeoutSeconds };
        _full = new NpgsqlBatch(connection) { Timeout = PostgresAppendSession.TimeoutSeconds };
        AddPlain(_plain);
        _plain.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        AddPlain(_full);
        _full.BatchCommands.Add(Columns.Command(
            PostgresAppendSql.UpsertDevices,
            Columns.Of(_deviceUsers),
            Columns.Of(_deviceNames),
            Columns.Of(_deviceConversations),
            Columns.Of(_deviceSeqs),
            Columns.Of(_deviceTimes)));
        _full.BatchCommands.Add(Columns.Command(
            PostgresAppendSql.UpdateUnanswered, Columns.Of(_unansweredUsers), Columns.Of(_unansweredTimes), Columns.Of(_unansweredLast)));
        _full.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
    }

    /// <summary>Prepares the statements on a connection.</summary>
    public static async Task<PostgresAppendWrites> PrepareAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var writes = new PostgresAppendWrites(connection);
        await writes._plain.PrepareAsync(cancel);
        await writes._full.PrepareAsync(cancel);
        return writes;
    }

    /// <summary>Writes and commits.</summary>
    public Task WriteAsync(AppendBatch batch, long nowMs)
    {
        Fill(batch, nowMs);
        return (_deviceUsers.Count + _unansweredUsers.Count > 0 ? _full : _plain).ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _plain.Dispose();
        _full.Dispose();
    }

    private void AddPlain(NpgsqlBatch batch)
    {
        batch.BatchCommands.Add(_messages.Command());
        batch.BatchCommands.Add(Columns.Command(
            PostgresAppendSql.InsertKeys,
            Columns.Of(_keyConversations),
            Columns.Of(_keySenders),
            Columns.Of(_keyTempIds),
            Columns.Of(_keyFingerprints),
            Columns.Of(_keyMessages),
            Columns.Of(_keyTimes)));
        batch.BatchCommands.Add(Columns.Command(
            PostgresAppendSql.UpdateConversations,
            Columns.Of(_conversationIds),
            Columns.Of(_conversationSeqs),
            Columns.Of(_conversationRevs),
            Columns.Of(_conversationTimes),
            Columns.Of(_conversationRelations)));
        var participants = new NpgsqlBatchCommand(PostgresAppendSql.UpdateParticipants);
        foreach (var column in _participants)
            participants.Parameters.Add(Columns.Of(column));
        batch.BatchCommands.Add(participants);
    }

    private void Fill(AppendBatch batch, long nowMs)
    {
        Clear();
        foreach (var send in batch.Inserts)
        {
            _messages.Add(send.Message!);
            if (send.TempId is { } tempId)
                AddKey(send, tempId);
        }

        foreach (var tracked in batch.Conversations)
        {
            var row = tracked.Row;
            _conversationIds.Add(row.Id.Value);
            _conversationSeqs.Add(row.LastSeq);
            _conversationRevs.Add(row.Rev);
            _conversationTimes.Add(row.LastMessageAt);
            _conversationRelations.Add((short)row.Relation);
        }

        foreach (var tracked in batch.Participants)
        {
            var row = tracked.Row;
            _participants[0].Add(row.ConversationId.Value);
            _participants[1].Add(row.UserId.Value);
            _participants[2].Add(row.ReadSeq);
            _participants[3].Add(row.DeliveredSeq);
            _participants[4].Add(row.OwnSent);
            _participants[5].Add(row.OwnSentAtRead);
            _participants[6].Add(row.Rev);
        }

        foreach (var (seat, seq) in batch.Devices)
        {
            _deviceUsers.Add(seat.UserId);
            _deviceNames.Add(seat.Device);
            _deviceConversations.Add(seat.ConversationId);
            _deviceSeqs.Add(seq);
            _deviceTimes.Add(nowMs);
        }

        foreach (var tracked in batch.Unanswered)
        {
            _unansweredUsers.Add(tracked.Row.UserId);
            _unansweredTimes.Add(tracked.Row.Sends.Format());
            _unansweredLast.Add(nowMs);
        }
    }

    private void AddKey(PendingSend send, string tempId)
    {
        _keyConversations.Add(send.ConversationId.Value);
        _keySenders.Add(send.Sender.Id.Value);
        _keyTempIds.Add(tempId);
        _keyFingerprints.Add(send.Fingerprint);
        _keyMessages.Add(send.Id.Value);
        _keyTimes.Add(send.Message!.CreatedAt);
    }

    private void Clear()
    {
        _messages.Clear();
        _keyConversations.Clear();
        _keySenders.Clear();
        _keyTempIds.Clear();
        _keyFingerprints.Clear();
        _keyMessages.Clear();
        _keyTimes.Clear();
        _conversationIds.Clear();
        _conversationSeqs.Clear();
        _conversationRevs.Clear();
        _conversationTimes.Clear();
        _conversationRelations.Clear();
        foreach (var column in _participants)
            column.Clear();
        _deviceUsers.Clear();
        _deviceNames.Clear();
        _deviceConversations.Clear();
        _deviceSeqs.Clear();
        _deviceTimes.Clear();
        _unansweredUsers.Clear();
        _unansweredTimes.Clear();
        _unansweredLast.Clear();
    }
}
