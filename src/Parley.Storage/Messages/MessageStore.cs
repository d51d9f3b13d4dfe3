using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

/// <summary>Messages: the writer of one database in front, and statements that both share behind.</summary>
internal sealed partial class MessageStore(Database database, IMessageWriter writer, string generation) : IMessageStore, IAsyncDisposable
{
    // Enough for a job that runs every minute, short enough to hold no write up.
    private const int DeletedAtOnce = 2000;

    /// <inheritdoc/>
    public bool TryEnqueue(PendingWrite write) => writer.TryEnqueue(write);

    /// <inheritdoc/>
    public void Release(PendingWrite write) => writer.Release(write);

    /// <inheritdoc/>
    public ValueTask<string> ReadGenerationAsync(CancellationToken cancel) => ValueTask.FromResult(generation);

    /// <inheritdoc/>
    public Task<Outcome<ChangedMessage>> RecallAsync(
        TenantId tenant, MessageId id, UserId sender, long nowMs, TimeSpan maxAge, CancellationToken cancel) =>
        database.TransactAsync(sql => MessageChanges.RecallAsync(sql, tenant, id, sender, nowMs, maxAge), cancel);

    /// <inheritdoc/>
    public Task<Outcome<ChangedMessage>> HideAsync(TenantId tenant, MessageId id, UserId user, long nowMs, CancellationToken cancel) =>
        database.TransactAsync(sql => MessageChanges.HideAsync(sql, tenant, id, user), cancel);

    /// <inheritdoc/>
    public Task<int> DeleteKeysAsync(long beforeMs, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            """
            DELETE FROM send_keys WHERE (conversation_id, sender_id, temp_id) IN (
                SELECT conversation_id, sender_id, temp_id FROM send_keys WHERE created_at < @before LIMIT @limit)
            """,
            ("@before", beforeMs),
            ("@limit", DeletedAtOnce)),
        cancel);

    /// <inheritdoc/>
    public Task<int> DeleteDevicesAsync(long beforeMs, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            """
            DELETE FROM device_positions WHERE (user_id, device, conversation_id) IN (
                SELECT user_id, device, conversation_id FROM device_positions WHERE moved_at < @before LIMIT @limit)
            """,
            ("@before", beforeMs),
            ("@limit", DeletedAtOnce)),
        cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
