using Parley.Statistics;

namespace Parley.Dialects.Market.Admin;

/// <summary>What goes on now. What belongs to no tenant is told where all are asked for.</summary>
internal sealed record LiveView(
    DateTime At, int? Nodes, int Connections, int People, SurfacesView Surfaces, double? MessagesPerSecond, int? SendQueue, JobCountsView? Jobs, int OpenReports)
{
    public static LiveView Of(LiveFigures live, long nowMs, bool isWhole) => new(
        WireTime.Of(nowMs),
        isWhole ? live.Nodes : null,
        live.Counts.Connections,
        live.Counts.People,
        SurfacesView.Of(live.Counts.Surfaces),
        isWhole ? live.MessagesPerSecond : null,
        isWhole ? live.SendQueue : null,
        isWhole ? new JobCountsView(live.Backlog.JobsWaiting, live.Backlog.JobsRunning, live.Backlog.JobsDead) : null,
        live.Backlog.OpenReports);
}
