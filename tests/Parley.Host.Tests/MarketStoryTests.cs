using System.Globalization;

namespace Parley.Host.Tests;

/// <summary>The marketplace's story in one process: somebody finds a service nearby, asks, orders, is served, says how it was.</summary>
public sealed class MarketStoryTests
{
    private const string Day = "2027-01-02T03:04:05Z";

    [Fact]
    public async Task From_a_service_nearby_to_its_review()
    {
        await using var server = await RunningServer.StartAsync();
        var (customer, provider) = (await SignUpAsync(server, "customer"), await SignUpAsync(server, "provider"));
        var service = await DataAsync(server, HttpMethod.Post, "services", provider.Token, new
        {
            name = "家庭保洁",
            category = "家政",
            price = 129.5m,
            location = new { lat = 39.9042, lng = 116.4074, address = "朝阳区" },
            tags = new[] { "深度" },
        });
        await DataAsync(server, HttpMethod.Patch, $"services/{service.Text("id")}", provider.Token, new { description = "两人一组" });
        foreach (var path in (string[])["services", "services/nearby?lat=39.91&lng=116.41&sort=distance", "services/recommended?lat=39.9&lng=116.4"])
            Assert.Equal(service.Text("id"), Assert.Single((await DataAsync(server, HttpMethod.Get, path, customer.Token)).EnumerateArray()).Text("id"));
        Assert.Equal("家政", Assert.Single((await DataAsync(server, HttpMethod.Get, "services/mine", provider.Token)).EnumerateArray()).Text("category"));

        var chat = await DataAsync(server, HttpMethod.Post, "chat/conversations", customer.Token, new { targetUserId = provider.Id, serviceId = service.Text("id") });
        var talk = $"chat/conversations/{chat.Text("id")}";
        var asked = await DataAsync(server, HttpMethod.Post, $"{talk}/messages", customer.Token, new { content = new { text = "周六有空吗？" }, messageType = "text", clientId = "1" });
        await DataAsync(server, HttpMethod.Post, $"{talk}/messages", provider.Token, new { content = new { text = "有。" }, replyToId = asked.Text("id") });
        Assert.Equal(2, (await DataAsync(server, HttpMethod.Get, $"{talk}/messages", customer.Token)).GetArrayLength());
        Assert.Equal(1, (await DataAsync(server, HttpMethod.Get, "chat/conversations", provider.Token)).GetArrayLength());
        await DataAsync(server, HttpMethod.Post, $"chat/messages/{asked.Text("id")}/recall", customer.Token);

        var order = await DataAsync(server, HttpMethod.Post, "orders", customer.Token, new { serviceId = service.Text("id"), conversationId = chat.Text("id"), notes = "请带工具" });
        var path1 = $"orders/{order.Text("id")}";
        Assert.Equal(80m, (await DataAsync(server, HttpMethod.Post, $"{path1}/quote", provider.Token, new { amount = 80 })).GetProperty("quotedAmount").GetDecimal());
        Assert.Equal(80m, (await DataAsync(server, HttpMethod.Post, $"{path1}/quote/accept", customer.Token, new { amount = 80 })).GetProperty("totalAmount").GetDecimal());
        await DataAsync(server, HttpMethod.Post, $"{path1}/reschedule", customer.Token, new { scheduledTime = Day });
        foreach (var (step, status) in ((string, string)[])[("confirm", "confirmed"), ("start", "in_progress"), ("complete", "completed")])
            Assert.Equal(status, (await DataAsync(server, HttpMethod.Post, $"{path1}/{step}", provider.Token)).Text("status"));
        await DataAsync(server, HttpMethod.Post, $"{path1}/request-review", provider.Token);
        await DataAsync(server, HttpMethod.Post, $"{path1}/review", customer.Token, new { rating = 5, comment = "很好" });
        Assert.Equal(1, (await DataAsync(server, HttpMethod.Get, $"services/{service.Text("id")}/reviews", provider.Token)).GetArrayLength());
        Assert.Equal(1, (await DataAsync(server, HttpMethod.Get, "orders?role=provider&status=completed", provider.Token)).GetArrayLength());
        Assert.InRange((await DataAsync(server, HttpMethod.Get, path1, customer.Token)).GetProperty("history").GetArrayLength(), 6, 12);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_by_name()
    {
        await using var server = await RunningServer.StartAsync();
        var provider = await SignUpAsync(server, "provider");
        foreach (var query in (string[])["lat=NaN&lng=1", "lat=1&lng=181", "lat=1&lng=1&radius=50000", "lat=1&lng=1&limit=-1", "lat=1&lng=1&limit=1000000000", "lat=1"])
            Assert.Equal(400, (await server.GetAsync($"/api/v1/services/nearby?{query}", provider.Token)).Status);
        foreach (var price in (decimal[])[-1, 1.234m])
        {
            var answer = await server.PostAsync("/api/v1/services", new { name = "x", category = "家政", price, location = new { lat = 1, lng = 1 } }, provider.Token);
            Assert.Equal((400, "price"), (answer.Status, answer.Field));
        }

        Assert.Equal(400, (await server.PostAsync("/api/v1/services", new { name = "<b>x</b>", category = "家政", price = 1, location = new { lat = 1, lng = 1 } }, provider.Token)).Status);
        Assert.Equal(404, (await server.GetAsync("/api/v1/orders/12345678901234", provider.Token)).Status);
        Assert.Equal(404, (await server.GetAsync("/api/v1/chat/conversations/12345678901234", provider.Token)).Status);
    }

    private static async Task<(string Id, string Token)> SignUpAsync(RunningServer server, string role)
    {
        var answer = await server.PostAsync("/api/v1/auth/register", new { username = role, password = "long enough", userType = role });
        return (answer.Data.GetProperty("user").Text("id"), answer.Data.Text("accessToken"));
    }

    private static async Task<System.Text.Json.JsonElement> DataAsync(RunningServer server, HttpMethod method, string path, string token, object? body = null)
    {
        var answer = await server.CallAsync(method, $"/api/v1/{path}", body, token);
        Assert.True(answer.Status is 200 or 201, string.Create(CultureInfo.InvariantCulture, $"{method} {path}: {answer.Status} {answer.Text}"));
        return answer.Data;
    }
}
