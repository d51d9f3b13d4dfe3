using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>What the fields of orders and of what is asked of them may hold.</summary>
internal static class OrderFields
{
    /// <summary>The longest reason or remark, in characters.</summary>
    public const int LongestNote = 500;

    private const int LongestDetails = 4_000;
    private const int LongestNotes = 1_000;
    private const long FarthestMs = 2 * 366 * 86_400_000L;

    public static Refusal? Judge(OrderDraft draft, long nowMs)
    {
        if (draft.TotalAmount is { } total && Amount.TryFrom(total) is null)
            return FieldRules.Invalid("totalAmount");
        if (!IsText(draft.Details, LongestDetails))
            return FieldRules.Invalid("serviceDetails", LongestDetails);
        if (!IsText(draft.Notes, LongestNotes))
            return FieldRules.Invalid("notes", LongestNotes);
        return OrderKey.Judge(draft.ClientId) ?? JudgeTime(draft.ScheduledAt, nowMs) ?? Place.Judge(draft.CustomerPlace, "customerAddress");
    }

    public static Refusal? Judge(OrderRequest request, long nowMs)
    {
        if (!OrderRules.Table.ContainsKey(request.Action))
            return FieldRules.Invalid("action");
        if (request.Action is OrderAction.Quote && request.Amount is null)
            return FieldRules.Invalid("amount");
        if (request.Amount is { } amount && Amount.TryFrom(amount) is null)
            return FieldRules.Invalid("amount");
        if (request.Action is OrderAction.Reschedule && request.ScheduledAt is null)
            return FieldRules.Invalid("scheduledTime");
        if (!IsText(request.Note, LongestNote) || (request.Action is OrderAction.Dispute && string.IsNullOrWhiteSpace(request.Note)))
            return FieldRules.Invalid("reason", LongestNote);
        return JudgeTime(request.ScheduledAt, nowMs);
    }

    private static Refusal? JudgeTime(long? at, long nowMs) =>
        at is { } time && (time <= nowMs || time > nowMs + FarthestMs) ? FieldRules.Invalid("scheduledTime") : null;

    private static bool IsText(string? text, int longest) => text is null || (text.Length <= longest && FieldRules.IsKeepable(text));
}
