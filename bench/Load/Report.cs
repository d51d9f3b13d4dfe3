using System.Diagnostics;
using System.Globalization;

namespace Parley.Load;

/// <summary>Adds the loops' tallies up and prints them.</summary>
internal sealed class Report(LoadOptions options, LoadLoop[] loops)
{
    private readonly Stopwatch _connecting = Stopwatch.StartNew();
    private readonly Stopwatch _measuring = new();
    private readonly long _residentBefore = ServerMemory.Resident(options.ServerPid);
    private double _serverSeconds;
    private double _ownSeconds;

    public int Connected => loops.Sum(loop => loop.Tally.ConnectedCount);

    public int Lost => loops.Sum(loop => loop.Tally.LostCount);

    public long Errors => loops.Sum(loop => loop.Tally.Errors);

    private string? FirstError => loops.Select(loop => loop.Tally.FirstError).FirstOrDefault(error => error is not null);

    public void PrintConnected()
    {
        var seconds = _connecting.Elapsed.TotalSeconds;
        var latency = Merge(tally => tally.ConnectLatency);
        Line($"connections {Connected} in {seconds:0.00} s ({Connected / seconds:0}/s), lost {Lost}; connect p50 {latency.Percentile(.5):0.0} p99 {latency.Percentile(.99):0.0} max {latency.Max / 1000.0:0.0} ms");
    }

    public void Begin()
    {
        _serverSeconds = ServerMemory.ProcessorSeconds(options.ServerPid);
        _ownSeconds = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        _measuring.Restart();
    }

    public void End()
    {
        _measuring.Stop();
        _serverSeconds = ServerMemory.ProcessorSeconds(options.ServerPid) - _serverSeconds;
        _ownSeconds = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds - _ownSeconds;
    }

    public void Print()
    {
        var seconds = _measuring.Elapsed.TotalSeconds;
        var ack = Merge(tally => tally.AckLatency);
        var delivery = Merge(tally => tally.DeliveryLatency);
        if (options.Idle)
            PrintMemory(seconds);
        else
            PrintRates(seconds, ack, delivery);
        if (Errors > 0 || Lost > 0)
            Line($"errors {Errors}, lost connections {Lost}, the first: {FirstError}");
        if (options.Json)
            PrintJson(seconds, ack, delivery);
    }

    public async Task<int> GiveUpAsync()
    {
        await Console.Error.WriteLineAsync($"only {Connected} of {options.Connections} connected, {Lost} lost; the first error: {FirstError}");
        return 1;
    }

    private void PrintRates(double seconds, Histogram ack, Histogram delivery)
    {
        var shape = options.Rate > 0 ? $"{options.Rate}/s offered" : $"{options.InFlight} in flight each";
        Line($"{options.Connections} connections, {shape}, {seconds:0.0} s");
        Line($"acked     {ack.Count / seconds,9:0}/s  {Latency(ack)}");
        Line($"delivered {delivery.Count / seconds,9:0}/s  {Latency(delivery)}");
        if (ack.Count == 0)
            return;
        var server = options.ServerPid == 0 ? "" : $"server {_serverSeconds * 1e6 / ack.Count:0.0} µs, ";
        Line($"processor a message: {server}load {_ownSeconds * 1e6 / ack.Count:0.0} µs");
    }

    private void PrintMemory(double seconds)
    {
        Line($"held {Connected} idle connections for {seconds:0} s");
        if (options.ServerPid == 0)
            return;
        var now = ServerMemory.Resident(options.ServerPid);
        Line($"server resident {_residentBefore / 1048576.0:0.0} MB before, {now / 1048576.0:0.0} MB now: {(now - _residentBefore) / 1024.0 / Connected:0.0} KB a connection; processor {100 * _serverSeconds / seconds:0.0} %");
    }

    private void PrintJson(double seconds, Histogram ack, Histogram delivery) =>
        Line($"{{\"connections\":{Connected},\"ackedPerSecond\":{ack.Count / seconds:0},\"deliveredPerSecond\":{delivery.Count / seconds:0},\"ackP50\":{ack.Percentile(.5):0.00},\"ackP99\":{ack.Percentile(.99):0.00},\"deliveryP99\":{delivery.Percentile(.99):0.00},\"errors\":{Errors},\"lost\":{Lost}}}");

    private static string Latency(Histogram h) =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {h.Percentile(.5):0.0}  p95 {h.Percentile(.95):0.0}  p99 {h.Percentile(.99):0.0}  max {h.Max / 1000.0:0.0} ms");

    private Histogram Merge(Func<Tally, Histogram> part)
    {
        var sum = new Histogram();
        foreach (var loop in loops)
            sum.Add(part(loop.Tally));
        return sum;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string text) => Console.WriteLine(text);
}
