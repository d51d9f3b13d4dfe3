using Parley.Conversations;
using Parley.Friends;
using Parley.Primitives;
using Parley.Storage.Notifications;

namespace Parley.Storage.Friends;

/// <summary>Writes what was decided between two people; runs under the lock of their direct conversation.</summary>
internal sealed class PairWriter(SqlScope sql, PairState state, PairEdit edit, IdGenerator ids)
{
    private const PairRelation BlockBits = PairRelation.LowBlocks | PairRelation.HighBlocks;

    private UserId Low => state.Direct.Low;

    private UserId High => state.Direct.High;

    private bool Friends => edit.Relation.HasFlag(PairRelation.Friends);

    public async ValueTask WriteAsync()
    {
        if (Friends && edit.Request is not null)
            throw new InvalidOperationException("Two people can't be friends and wait for an answer.");

        await WriteRelationAsync();
        if (Friends)
            await WriteFriendshipAsync();
        else
            await WriteRequestAsync();
        await WriteBlockAsync(Low, High, PairRelation.LowBlocks);
        await WriteBlockAsync(High, Low, PairRelation.HighBlocks);
        foreach (var notification in edit.Notifications)
            await NotificationRows.InsertAsync(sql, notification);
    }

    // A block changes who is delivered to, so it changes the version that keys the member cache; friendship does not.
    private ValueTask<int> WriteRelationAsync() => sql.ExecuteAsync(
        "UPDATE conversations SET relation = @relation, member_version = member_version + @step WHERE id = @id",
        ("@id", state.Direct.Id.Value),
        ("@relation", (short)edit.Relation),
        ("@step", ((state.Direct.Relation ^ edit.Relation) & BlockBits) != 0 ? 1L : 0L));

    private async ValueTask WriteFriendshipAsync()
    {
        await DeleteAsync(FriendRows.Pending);
        await InsertAcceptedAsync(Low, High);
        await InsertAcceptedAsync(High, Low);
    }

    private ValueTask<int> InsertAcceptedAsync(UserId user, UserId friend) => InsertAsync(
        state.Request is { } request && request.From == user ? request.Id.Value : ids.Next(), user, friend, FriendRows.Accepted, edit.At);

    private async ValueTask WriteRequestAsync()
    {
        await DeleteAsync(FriendRows.Accepted);
        if (edit.Request == state.Request)
            return;
        await DeleteAsync(FriendRows.Pending);
        if (edit.Request is { } request)
            await InsertAsync(request.Id.Value, request.From, request.To, FriendRows.Pending, request.CreatedAt);
    }

    private ValueTask<int> DeleteAsync(int status) => sql.ExecuteAsync(
        "DELETE FROM friendships WHERE status = @status AND ((user_id = @low AND friend_id = @high) OR (user_id = @high AND friend_id = @low))",
        ("@low", Low.Value),
        ("@high", High.Value),
        ("@status", (short)status));

    // Rows that are there already keep their id and time.
    private ValueTask<int> InsertAsync(long id, UserId user, UserId friend, int status, long createdAt) => sql.ExecuteAsync(
        """
        INSERT INTO friendships (id, user_id, friend_id, status, created_at, updated_at) VALUES (@id, @user, @friend, @status, @created, @updated)
        ON CONFLICT (user_id, friend_id) DO NOTHING
        """,
        ("@id", id),
        ("@user", user.Value),
        ("@friend", friend.Value),
        ("@status", (short)status),
        ("@created", createdAt),
        ("@updated", edit.At));

    private async ValueTask WriteBlockAsync(UserId blocker, UserId blocked, PairRelation bit)
    {
        var isSet = edit.Relation.HasFlag(bit);
        if (isSet == state.Direct.Relation.HasFlag(bit))
            return;
        if (isSet)
        {
            await sql.ExecuteAsync(
                "INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES (@blocker, @blocked, @at) ON CONFLICT (blocker_id, blocked_id) DO NOTHING",
                ("@blocker", blocker.Value),
                ("@blocked", blocked.Value),
                ("@at", edit.At));
        }
        else
        {
            await sql.ExecuteAsync(
                "DELETE FROM blocks WHERE blocker_id = @blocker AND blocked_id = @blocked", ("@blocker", blocker.Value), ("@blocked", blocked.Value));
        }
    }
}
