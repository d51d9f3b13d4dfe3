using System.Data.Common;
using Parley.Friends;
using Parley.Primitives;

namespace Parley.Storage.Friends;

/// <summary>Rows of friendships and blocks.</summary>
internal static class FriendRows
{
    public const int Pending = 0;
    public const int Accepted = 1;

    public static FriendRequest ReadRequest(DbDataReader row) =>
        new(new FriendRequestId(row.GetInt64(0)), new UserId(row.GetInt64(1)), new UserId(row.GetInt64(2)), row.GetInt64(3));

    public static Friendship ReadFriendship(DbDataReader row) => new(new UserId(row.GetInt64(0)), new UserId(row.GetInt64(1)), row.GetInt64(2));

    public static Block ReadBlock(DbDataReader row) => new(new UserId(row.GetInt64(0)), new UserId(row.GetInt64(1)), row.GetInt64(2));
}
