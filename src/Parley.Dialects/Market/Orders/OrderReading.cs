using System.Text.Json;
using Parley.Accounts;
using Parley.Dialects.Rest;
using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Dialects.Market.Orders;

/// <summary>Reads orders, and what is asked of them, from their bodies.</summary>
internal static class OrderReading
{
    public static Outcome<OrderDraft> ToDraft(this OrderBody body, string? headerKey)
    {
        if (body.ServiceId.IsMissing || body.ServiceId.IsInvalid)
            return FieldRules.Invalid("serviceId");
        if (body.ConversationId.IsInvalid)
            return FieldRules.Invalid("conversationId");
        if (!JsonValues.TryDecimal(body.TotalAmount, out var total))
            return FieldRules.Invalid("totalAmount");
        if (!TryTime(body.ScheduledTime, out var scheduled))
            return FieldRules.Invalid("scheduledTime");
        if (!JsonValues.TryPlace(body.CustomerAddress, out var place))
            return FieldRules.Invalid("customerAddress");
        if (!JsonValues.TryText(body.Notes, out var notes))
            return FieldRules.Invalid("notes");
        var details = body.ServiceDetails.ValueKind is JsonValueKind.Undefined ? body.Details : body.ServiceDetails;
        var conversation = body.ConversationId.Conversation;
        if (!body.ConversationId.IsMissing && conversation.IsNone)
            return ChatError.ConversationNotFound;
        return new OrderDraft
        {
            ServiceId = new ServiceId(body.ServiceId.Of(EntityKind.Service)),
            ConversationId = conversation,
            TotalAmount = total.Value,
            Details = details.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : details.GetRawText(),
            ScheduledAt = scheduled,
            CustomerPlace = place,
            Notes = notes.Value,
            ClientId = headerKey ?? body.ClientId,
        };
    }

    public static Outcome<OrderRequest> ToRequest(this OrderMoveBody body, OrderAction action)
    {
        if (!JsonValues.TryDecimal(body.Amount, out var amount))
            return FieldRules.Invalid("amount");
        if (!TryTime(body.ScheduledTime, out var scheduled))
            return FieldRules.Invalid("scheduledTime");
        if (!JsonValues.TryText(body.Reason, out var reason))
            return FieldRules.Invalid("reason");
        if (!JsonValues.TryText(body.Note, out var note))
            return FieldRules.Invalid("note");
        var version = 0L;
        if (body.Version.ValueKind != JsonValueKind.Undefined && (body.Version.ValueKind != JsonValueKind.Number || !body.Version.TryGetInt64(out version)))
            return FieldRules.Invalid("version");
        if (action == OrderAction.Resolve && body.Refund.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return FieldRules.Invalid("refund");
        return new OrderRequest
        {
            Action = action,
            Amount = amount.Value,
            ScheduledAt = scheduled,
            Refund = body.Refund.ValueKind == JsonValueKind.True,
            Note = reason.Value ?? note.Value,
            Version = body.Version.ValueKind == JsonValueKind.Undefined ? null : version,
        };
    }

    // ISO 8601, or Unix milliseconds as a number.
    private static bool TryTime(JsonElement element, out long? ms)
    {
        ms = null;
        var found = 0L;
        switch (element.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.Number when element.TryGetInt64(out found):
                break;
            case JsonValueKind.String when JsonValues.TryText(element, out var text) && QueryTime.TryParse(text.Value!, out found):
                break;
            default:
                return false;
        }

        ms = found;
        return found is > 0 and <= 253_402_300_799_999; // the year 9999
    }
}
