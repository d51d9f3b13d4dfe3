using System.Diagnostics.Metrics;
using Parley.Delivery;

namespace Parley.Statistics;

/// <summary>What goes on at this node, as instruments of the meter <c>Parley.Live</c>.</summary>
internal sealed class LiveMetrics : IDisposable
{
    private readonly Meter _meter = new("Parley.Live");
    private readonly Counter<long> _messages;

    public LiveMetrics(ConnectionRegistry registry, Func<int> queued)
    {
        _messages = _meter.CreateCounter<long>("parley_messages_total", description: "Messages stored on this node's word.");
        _meter.CreateObservableGauge("parley_connections", () => registry.Count, description: "Connections to this node.");
        _meter.CreateObservableGauge("parley_people", () => registry.UserCount, description: "People connected to this node.");
        _meter.CreateObservableGauge("parley_send_queue", queued, description: "Writes of messages that wait or are not yet delivered.");
    }

    public void NoteSent() => _messages.Add(1);

    public void Dispose() => _meter.Dispose();
}
