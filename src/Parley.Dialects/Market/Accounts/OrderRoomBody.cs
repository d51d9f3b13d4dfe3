using Parley.Dialects.Json;

namespace Parley.Dialects.Market.Accounts;

/// <summary><c>POST /api/v1/tenant/rooms</c>.</summary>
internal sealed class OrderRoomBody
{
    public WireId OrderId { get; init; }

    public WireId[]? Participants { get; init; }
}
