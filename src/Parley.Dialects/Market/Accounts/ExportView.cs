using Parley.Privacy;

namespace Parley.Dialects.Market.Accounts;

/// <summary>A copy of a person's data: <c>waiting</c>, <c>ready</c> with where it is, or <c>gone</c> a day later.</summary>
internal sealed record ExportView(long UserId, string State, string? Url, DateTime RequestedAt, DateTime? ReadyAt)
{
    public static ExportView Of(DataExport export, string? url) => new(
        export.UserId.Value,
        export.ReadyAt is null ? "waiting" : url is null ? "gone" : "ready",
        url,
        WireTime.Of(export.RequestedAt),
        export.ReadyAt is { } at ? WireTime.Of(at) : null);
}
