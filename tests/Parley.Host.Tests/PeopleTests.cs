using System.Globalization;
using Parley.Tenants;

namespace Parley.Host.Tests;

public sealed class PeopleTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(null, ("Limits:PhoneSearch:Permits", "3"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task One_sees_oneself_whole_and_others_masked()
    {
        var anna = await _server.RegisterAsync("anna", "+86 138 1234 0000");
        var ben = await _server.RegisterAsync("ben");
        Assert.Equal("+8613812340000", (await _server.GetAsync("/api/v1/me", anna.Text("accessToken"))).Data.Text("phone"));
        var found = await _server.GetAsync("/api/v1/users?q=13812340000", ben.Text("accessToken"));
        var person = Assert.Single(found.Data.EnumerateArray());
        Assert.Equal(("anna", "+86****0000"), (person.Text("username"), person.Text("phone")));
        Assert.DoesNotContain("1381234", found.Text, StringComparison.Ordinal);
        var byId = await _server.GetAsync($"/api/v1/users/{anna.GetProperty("user").Text("id")}", ben.Text("accessToken"));
        Assert.Equal("+86****0000", byId.Data.Text("phone"));
    }

    [Fact]
    public async Task Searching_for_numbers_is_bounded_and_nobody_is_listed()
    {
        var cleo = (await _server.RegisterAsync("cleo")).Text("accessToken");
        await _server.RegisterAsync("clara");
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await _server.GetAsync("/api/v1/users?q=13900000000", cleo)).Status);
        var refused = await _server.GetAsync("/api/v1/users?q=13900000000", cleo);
        Assert.Equal((429, "rate_limited"), refused.Outcome);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);

        var named = await _server.GetAsync("/api/v1/users?q=CL", cleo);
        Assert.Equal("clara", Assert.Single(named.Data.EnumerateArray()).Text("username")); // Not the one who searches.
        Assert.Equal((400, "missing_field"), (await _server.GetAsync("/api/v1/users", cleo)).Outcome);
        Assert.Equal((400, "invalid_field"), (await _server.GetAsync("/api/v1/users?q=%20", cleo)).Outcome);
        Assert.Equal((400, "invalid_field"), (await _server.GetAsync("/api/v1/users?q=a&limit=51", cleo)).Outcome);
    }

    [Fact]
    public async Task A_patch_leaves_what_is_absent_and_clears_what_is_null()
    {
        var token = (await _server.RegisterAsync("dora", "13900001111")).Text("accessToken");
        var set = await PatchAsync(token, """{"displayName":"朵拉","realName":"D","email":"d@e.cn","location":{"lat":31.2,"lng":121.5},"preferences":{"theme":"dark"}}""");
        Assert.Equal(200, set.Status);
        Assert.Equal(("朵拉", "d@e.cn", "13900001111", 121.5), (set.Data.Text("displayName"), set.Data.Text("email"), set.Data.Text("phone"), set.Data.GetProperty("location").GetProperty("lng").GetDouble()));
        var cleared = await PatchAsync(token, """{"phone":null,"location":null}""");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, cleared.Data.GetProperty("phone").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, cleared.Data.GetProperty("location").ValueKind);
        Assert.Equal("dark", cleared.Data.GetProperty("preferences").Text("theme"));
    }

    [Theory]
    [InlineData("""{"displayName":null}""", "displayName")]
    [InlineData("""{"displayName":"a\u0000b"}""", "displayName")]
    [InlineData("""{"phone":"call me"}""", "phone")]
    [InlineData("""{"phone":13800138000}""", "phone")]
    [InlineData("""{"email":"x"}""", "email")]
    [InlineData("""{"avatarUrl":"javascript:alert(1)"}""", "avatarUrl")]
    [InlineData("""{"avatarUrl":"//evil.example/x.png"}""", "avatarUrl")]
    [InlineData("""{"avatarUrl":"/\\evil.example/x.png"}""", "avatarUrl")]
    [InlineData("""{"location":{"lat":91,"lng":0}}""", "location")]
    [InlineData("""{"location":{"lat":1}}""", "location")]
    [InlineData("""{"preferences":[]}""", "preferences")]
    [InlineData("""{"realName":"\ud800"}""", "realName")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var token = (await _server.RegisterAsync("erin")).Text("accessToken");
        var answer = await PatchAsync(token, body);
        Assert.Equal((400, "invalid_field", field), (answer.Status, answer.Code, answer.Field));
    }

    [Fact]
    public async Task Private_fields_lie_sealed_in_the_store()
    {
        var me = (await _server.RegisterAsync("fred", "13712345678")).GetProperty("user").GetProperty("numericId").GetInt64();
        var stored = await _server.Installation.Stores.Accounts.FindProfileAsync(Tenant.DefaultId, new(me), CancellationToken.None);
        Assert.Null(stored!.Profile.Phone);
        Assert.DoesNotContain("13712345678", System.Text.Encoding.UTF8.GetString(stored.Phone!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preferences_end_at_8_KiB_and_a_WeChat_id_is_bound()
    {
        var token = (await _server.RegisterAsync("gwen")).Text("accessToken");
        Assert.Equal("preferences", (await PatchAsync(token, "{\"preferences\":{\"x\":\"" + new string('y', 8200) + "\"}}")).Field);
        var bound = await _server.CallAsync(HttpMethod.Put, "/api/v1/me/wechat", new { openid = "oGZUI0egBJY1zhBYw2KhdUfwVJJE" }, token);
        Assert.True(bound.Data.GetProperty("wechatBound").GetBoolean());
        Assert.Equal((400, "openid"), (await _server.CallAsync(HttpMethod.Put, "/api/v1/auth/me/wechat", new { openid = "no id!" }, token)) is var wrong ? (wrong.Status, wrong.Field) : default);
    }

    private Task<Answer> PatchAsync(string token, string body) => _server.CallAsync(HttpMethod.Patch, "/api/v1/me", body, token);
}
