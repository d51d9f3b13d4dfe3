using System.Diagnostics;
using System.Globalization;

namespace Parley.SocketIOLoad;

/// <summary>Takes the times of a run and prints what it came to.</summary>
internal sealed class Report(Options options, Tally tally)
{
    private readonly Stopwatch _connecting = Stopwatch.StartNew();
    private readonly Stopwatch _measuring = new();
    private double _connectSeconds;
    private double _serverSeconds;
    private double _ownSeconds;

    public void Connected() => _connectSeconds = _connecting.Elapsed.TotalSeconds;

    public void Begin()
    {
        _serverSeconds = ServerMemory.ProcessorSeconds(options.ServerPid);
        _ownSeconds = Own();
        _measuring.Restart();
        tally.Measuring = true;
    }

    public void End()
    {
        tally.Measuring = false;
        _measuring.Stop();
        _serverSeconds = ServerMemory.ProcessorSeconds(options.ServerPid) - _serverSeconds;
        _ownSeconds = Own() - _ownSeconds;
    }

    public void PrintConnects()
    {
        var (rate, p99, max) = (tally.ConnectedCount / _connectSeconds, tally.ConnectLatency.Percentile(.99), tally.ConnectLatency.Max / 1000.0);
        Print(
            $"{{\"connected\":{tally.ConnectedCount},\"connectSeconds\":{_connectSeconds:0.000},\"connectP99\":{p99:0.0},\"connectMax\":{max:0.0}}}",
            $"{tally.ConnectedCount} connected in {_connectSeconds:0.00} s ({rate:0}/s), p99 {p99:0.0} ms, longest {max:0.0} ms");
    }

    public void PrintRates()
    {
        var seconds = _measuring.Elapsed.TotalSeconds;
        var messages = tally.Latency.Count;
        var counted = options.Scenario is "relay" or "send" ? messages : tally.Deliveries;
        var (rate, server, own) = (counted / seconds, _serverSeconds * 1e6 / counted, _ownSeconds * 1e6 / counted);
        var (p50, p99) = (tally.Latency.Percentile(.5), tally.Latency.Percentile(.99));
        var unit = options.Scenario is "relay" or "send" ? "messages" : "deliveries";
        var processor = options.ServerPid == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"server {server:0.0} µs, ");
        Print(
            $"{{\"perSecond\":{rate:0},\"serverMicros\":{server:0.00},\"loadMicros\":{own:0.00},\"serverCores\":{_serverSeconds / seconds:0.00},\"loadCores\":{_ownSeconds / seconds:0.00},\"p50\":{p50:0.00},\"p99\":{p99:0.00}}}",
            $"{rate:0} {unit}/s over {seconds:0.0} s; processor each: {processor}load {own:0.0} µs; p50 {p50:0.0}  p99 {p99:0.0}  max {tally.Latency.Max / 1000.0:0.0} ms");
    }

    private void Print(FormattableString json, FormattableString text) =>
        Console.WriteLine((options.Json ? json : text).ToString(CultureInfo.InvariantCulture));

    private static double Own()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }
}
