using Parley.Host.Demo;

namespace Parley.Host.Tests;

public sealed class DemoMarketTests
{
    [Fact]
    public async Task The_demo_marketplace_is_made_once_with_everything_in_it()
    {
        await using var server = await RunningServer.StartAsync();
        var first = await MakeAsync(server);
        var key = first[^1].Split(' ')[^1];
        Assert.StartsWith("pk_", key, StringComparison.Ordinal);
        var before = await CountAsync(server, TokenOf(first, "admin"));
        Assert.Equal((200L, 54L), before);

        var second = await MakeAsync(server);
        Assert.DoesNotContain("pk_", string.Concat(second), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(server, TokenOf(second, "admin")));

        var states = (await server.GetAsync("/api/v1/orders?limit=100", TokenOf(second, "admin"))).Data.EnumerateArray().Select(order => order.Text("status"));
        Assert.Equal(["cancelled", "completed", "confirmed", "in_progress", "pending"], states.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var lina = TokenOf(second, "lina");
        Assert.Equal(4, (await server.GetAsync("/api/v1/chat/conversations", lina)).Data.GetArrayLength());
        Assert.Equal(39.9042, (await server.GetAsync("/api/v1/me", lina)).Data.GetProperty("location").GetProperty("lat").GetDouble());
        var names = (await server.GetAsync("/api/v1/services?limit=100", lina)).Data.EnumerateArray().Select(service => service.Text("name")).ToList();
        Assert.Contains("家庭保洁", names);
        Assert.Contains("Home cleaning", names);
        Assert.NotEmpty((await server.GetAsync("/api/v1/services/nearby?lat=31.2304&lng=121.4737", lina)).Data.EnumerateArray());
        var desk = await DeskAsync(server, TokenOf(second, "admin"), "reports?state=open", "reports?state=taken", "emergency-calls", "bans?state=appealed", "announcements", "words");
        Assert.Equal([2, 1, 1, 1, 1, 5], desk);
    }

    private static async Task<int[]> DeskAsync(RunningServer server, string admin, params string[] lists)
    {
        var counts = new List<int>();
        foreach (var list in lists)
            counts.Add((await server.GetAsync($"/api/admin/{list}", admin)).Data.GetArrayLength());
        return [.. counts];
    }

    private static async Task<string[]> MakeAsync(RunningServer server)
    {
        using var output = new StringWriter();
        await new DemoMarket(server.Server).MakeAndPrintAsync(output, CancellationToken.None);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string TokenOf(string[] lines, string name) =>
        lines.Single(line => line.StartsWith($"  {name} ", StringComparison.Ordinal)).Split("token=")[1].Split(' ')[0];

    private static async Task<(long Services, long Orders)> CountAsync(RunningServer server, string admin)
    {
        static long TotalOf(Answer answer) => answer.Json.GetProperty("pagination").GetProperty("total").GetInt64();
        return (TotalOf(await server.GetAsync("/api/v1/services?limit=1", admin)), TotalOf(await server.GetAsync("/api/v1/orders?limit=1", admin)));
    }
}
