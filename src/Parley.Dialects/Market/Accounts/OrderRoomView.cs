using Parley.Conversations;

namespace Parley.Dialects.Market.Accounts;

/// <summary>An order's room as the tenant's backend sees it.</summary>
internal sealed record OrderRoomView(long OrderId, int MemberCount, long CreatedAt)
{
    public static OrderRoomView Of(Conversation room) => new(room.OrderId.Value, room.MemberCount, room.CreatedAt);
}
