using System.Text.Json;
using Parley.Audit;

namespace Parley.Dialects.Market.Admin;

/// <summary>A line of the audit trail. <c>action</c> is the operation in words with a small first letter: <c>signedIn</c>.</summary>
internal sealed record AuditView(long Id, string Action, long? ActorId, long? TargetId, string? Detail, string? Address, string? RequestId, DateTime At)
{
    public static AuditView Of(AuditEntry entry) => new(
        entry.Id,
        JsonNamingPolicy.CamelCase.ConvertName(entry.Action.ToString()),
        entry.ActorId.IsNone ? null : entry.ActorId.Value,
        entry.TargetId,
        entry.Detail,
        entry.Address,
        entry.RequestId,
        WireTime.Of(entry.At));
}
