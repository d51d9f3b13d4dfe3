namespace Parley.SocketIO.Conformance;

/// <summary>What a test asks the host itself, beside the connections under test.</summary>
internal static class Control
{
    public static void Map(WebApplication app, SocketServer server, BlackBox box, Departures departures, HeldClients held)
    {
        app.MapPost("/memory", () =>
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            return Answer(new Memory(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet, server.ClientCount));
        });
        app.MapPost("/stats", () => Answer(new Stats(server.ClientCount, held.Count, box.Namespaces
            .ToDictionary(space => space.Name, space => space.Sockets.Count, StringComparer.Ordinal))));
        app.MapPost("/reason", async (HttpContext http) =>
        {
            var question = await Read<WhoWent>(http);
            return Answer(await departures.WaitAsync(question.Id, http.RequestAborted));
        });
        app.MapPost("/emit", async (HttpContext http) =>
        {
            var plan = await Read<Plan>(http);
            var receivers = plan.In(server.Of(plan.Namespace ?? "/"));
            if (plan.Times is null)
                receivers.Emit(plan.Event, plan.Values());
            for (var i = 0; i < plan.Times; i++)
                receivers.Emit(plan.Event, [i, .. plan.Values()]);
            return Answer(new Done());
        });
        app.MapPost("/release", () =>
        {
            held.Release();
            return Answer(new Done());
        });
        app.MapPost("/close", async (HttpContext http) =>
        {
            await server.CloseAsync(http.RequestAborted);
            return Answer(new Done());
        });
    }

    private static IResult Answer<T>(T value) => Results.Json(value, ConformanceJson.Default);

    private static async Task<T> Read<T>(HttpContext http) => (T)(await http.Request.ReadFromJsonAsync(typeof(T), ConformanceJson.Default))!;

    internal sealed record WhoWent(string Id);

    internal sealed record Memory(long Heap, long Rss, int Connections);

    internal sealed record Stats(int Connections, int Held, Dictionary<string, int> Sockets);

    internal sealed record Done;
}
