using System.Text.Json;
using Parley.Dialects.Json;

namespace Parley.Dialects.Market.Orders;

/// <summary>An order as a customer asks for it (document 001, 1.3).</summary>
internal sealed record OrderBody(
    WireId ServiceId,
    WireId ConversationId,
    JsonElement TotalAmount,
    JsonElement ServiceDetails,
    JsonElement Details,
    JsonElement ScheduledTime,
    JsonElement CustomerAddress,
    JsonElement Notes,
    string? ClientId);

/// <summary>What somebody asks to do to an order: each action reads what it needs.</summary>
internal sealed record OrderMoveBody(
    JsonElement Amount, JsonElement ScheduledTime, JsonElement Refund, JsonElement Reason, JsonElement Note, JsonElement Version);
