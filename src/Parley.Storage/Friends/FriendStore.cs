using Parley.Conversations;
using Parley.Friends;
using Parley.Primitives;
using Parley.Storage.Conversations;

namespace Parley.Storage.Friends;

/// <summary>Friendships, requests and blocks.</summary>
internal sealed class FriendStore(Database database, IdGenerator ids) : IFriendStore
{
    public Task<Outcome<PairEdit>> EditPairAsync(ConversationId direct, Func<PairState, Outcome<PairEdit>> decide, CancellationToken cancel) =>
        database.TransactAsync(
            async sql =>
            {
                if (await LockAsync(sql, direct) is not { } state)
                    return ChatError.ConversationNotFound;
                var decided = decide(state);
                if (decided is { IsOk: true, Value.IsUnchanged: false })
                    await new PairWriter(sql, state, decided.Value, ids).WriteAsync();
                return decided;
            },
            cancel);

    public async Task<IReadOnlyList<Friendship>> ListFriendsAsync(UserId user, UserId after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                """
                SELECT user_id, friend_id, created_at FROM friendships
                WHERE user_id = @user AND status = 1 AND friend_id > @after ORDER BY friend_id LIMIT @limit
                """,
                FriendRows.ReadFriendship,
                ("@user", user.Value),
                ("@after", after.Value),
                ("@limit", limit)),
            cancel);

    public async Task<IReadOnlyList<FriendRequest>> ListPendingAsync(UserId user, FriendRequestId after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                """
                SELECT id, user_id, friend_id, created_at FROM friendships
                WHERE friend_id = @user AND status = 0 AND id > @after ORDER BY id LIMIT @limit
                """,
                FriendRows.ReadRequest,
                ("@user", user.Value),
                ("@after", after.Value),
                ("@limit", limit)),
            cancel);

    public Task<FriendRequest?> FindRequestAsync(FriendRequestId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            "SELECT id, user_id, friend_id, created_at FROM friendships WHERE id = @id AND status = 0", FriendRows.ReadRequest, ("@id", id.Value)),
        cancel);

    public async Task<IReadOnlyList<Block>> ListBlockedAsync(UserId user, UserId after, int limit, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                "SELECT blocker_id, blocked_id, created_at FROM blocks WHERE blocker_id = @user AND blocked_id > @after ORDER BY blocked_id LIMIT @limit",
                FriendRows.ReadBlock,
                ("@user", user.Value),
                ("@after", after.Value),
                ("@limit", limit)),
            cancel);

    public Task<bool> IsBlockedAmongAsync(UserId user, IReadOnlyCollection<UserId> others, CancellationToken cancel) => database.QueryAsync(
        async sql => await sql.FirstAsync(
            $"""
            SELECT 1 FROM blocks WHERE blocker_id = @user AND {sql.In("blocked_id", "@others")}
            UNION ALL
            SELECT 1 FROM blocks WHERE {sql.In("blocker_id", "@others")} AND blocked_id = @user
            LIMIT 1
            """,
            _ => true,
            ("@user", user.Value),
            ("@others", sql.Ids(others.Select(other => other.Value)))),
        cancel);

    public async Task<IReadOnlyList<UserId>> ReadFriendIdsAsync(UserId user, CancellationToken cancel) =>
        await database.QueryAsync(
            sql => sql.ListAsync(
                """
                SELECT f.friend_id FROM friendships f
                WHERE f.user_id = @user AND f.status = 1
                  AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = f.user_id AND b.blocked_id = f.friend_id)
                  AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = f.friend_id AND b.blocked_id = f.user_id)
                ORDER BY f.friend_id
                """,
                row => new UserId(row.GetInt64(0)),
                ("@user", user.Value)),
            cancel);

    /// <summary>What stands between the two, with their conversation locked: by FOR UPDATE, on SQLite by being on the writer's thread.</summary>
    private static async ValueTask<PairState?> LockAsync(SqlScope sql, ConversationId direct)
    {
        var conversation = await sql.FirstAsync(
            $"SELECT {ConversationRows.Columns} FROM conversations WHERE id = @id AND kind = @kind {sql.Pick(sqlite: "", postgres: "FOR UPDATE")}",
            ConversationRows.Read,
            ("@id", direct.Value),
            ("@kind", (short)ConversationKind.Direct));
        if (conversation is null)
            return null;

        var request = await sql.FirstAsync(
            """
            SELECT id, user_id, friend_id, created_at FROM friendships
            WHERE status = 0 AND ((user_id = @low AND friend_id = @high) OR (user_id = @high AND friend_id = @low))
            """,
            FriendRows.ReadRequest,
            ("@low", conversation.Low.Value),
            ("@high", conversation.High.Value));
        return new PairState(conversation, request);
    }
}
