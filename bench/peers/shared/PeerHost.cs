using System.Globalization;

namespace Parley.Peers;

/// <summary>
/// What the peers on .NET have in common, so that they differ in the library alone: Kestrel on a free port of loopback, whose number
/// is printed, no log below a warning, and <c>/stats</c>. <c>--inline</c> has Kestrel run what a socket completes on the thread
/// that polls it.
/// </summary>
internal static class PeerHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:" + (args.FirstOrDefault(arg => arg != "--inline") ?? "0"));
        if (args.Contains("--inline", StringComparer.Ordinal))
            builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        return builder;
    }

    public static async Task RunPeerAsync(this WebApplication app)
    {
        app.MapGet("/stats", Stats);
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.First()).Port.ToString(CultureInfo.InvariantCulture));
        await app.WaitForShutdownAsync();
    }

    private static IResult Stats(HttpRequest request)
    {
        if (request.QueryString.HasValue)
            GC.Collect();
        return Results.Text($"{{\"resident\":{Environment.WorkingSet},\"heap\":{GC.GetTotalMemory(forceFullCollection: false)}}}", "application/json");
    }
}
