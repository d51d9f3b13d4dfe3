using Parley.Privacy;

namespace Parley.Dialects.Market.Accounts;

/// <summary>A copy of a person's data: <c>waiting</c>, <c>ready</c> with where it is (the person itself is told), or <c>gone</c> a day later.</summary>
internal sealed record ExportView(long UserId, string State, string? Url, DateTime RequestedAt, DateTime? ReadyAt)
{
    public static ExportView Of(DataExport export, bool isThere, string? url) => new(
        export.UserId.Value,
        export.ReadyAt is null ? "waiting" : isThere ? "ready" : "gone",
        url,
        WireTime.Of(export.RequestedAt),
        export.ReadyAt is { } at ? WireTime.Of(at) : null);
}
