using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

/// <summary>Messages: the writer of one database in front, and statements that both share behind.</summary>
internal sealed partial class MessageStore(Database database, IMessageWriter writer, string generation) : IMessageStore, IAsyncDisposable
{
    private const int DevicesAtOnce = 100;

    /// <summary>How many writes wait or are not yet delivered.</summary>
    public int Queued => writer.Queued;

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
            ("@limit", OldRows.AtOnce)),
        cancel);

    /// <inheritdoc/>
    public Task<int> DeleteDevicesAsync(long beforeMs, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            """
            DELETE FROM device_positions WHERE (user_id, device, conversation_id) IN (
                SELECT user_id, device, conversation_id FROM device_positions WHERE moved_at < @before LIMIT @limit)
            """,
            ("@before", beforeMs),
            ("@limit", OldRows.AtOnce)),
        cancel);

    /// <inheritdoc/>
    public async Task<int> DeleteExcessDevicesAsync(int most, CancellationToken cancel)
    {
        var devices = await database.QueryAsync(
            sql => sql.ListAsync(
                """
                SELECT user_id, device FROM (
                    SELECT user_id, device, row_number() OVER (PARTITION BY user_id ORDER BY max(moved_at) DESC, device) AS place
                    FROM device_positions GROUP BY user_id, device) AS d
                WHERE place > @most LIMIT @limit
                """,
                row => (User: row.GetInt64(0), Device: row.GetString(1)),
                ("@most", most),
                ("@limit", DevicesAtOnce)),
            cancel);
        return devices.Count == 0 ? 0 : await database.TransactAsync(
            async sql =>
            {
                var deleted = 0;
                foreach (var (user, device) in devices)
                    deleted += await sql.ExecuteAsync("DELETE FROM device_positions WHERE user_id = @user AND device = @device", ("@user", user), ("@device", device));
                return deleted;
            },
            cancel);
    }

    // What an append holds is left for the next round: waiting for one after the other, in whatever order, could close a cycle with it.
    /// <inheritdoc/>
    public Task<int> DeleteUnansweredAsync(long beforeMs, CancellationToken cancel) => database.TransactAsync(
        sql => sql.ExecuteAsync(
            $"""
            DELETE FROM unanswered_sends WHERE user_id IN (
                SELECT user_id FROM unanswered_sends WHERE last_at < @before LIMIT @limit {sql.Pick(sqlite: "", postgres: "FOR UPDATE SKIP LOCKED")})
            """,
            ("@before", beforeMs),
            ("@limit", OldRows.AtOnce)),
        cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
