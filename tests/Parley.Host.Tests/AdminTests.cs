using Parley.Accounts;
using Parley.Tenants;

namespace Parley.Host.Tests;

public sealed class AdminTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _operator = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _operator = await SignInAsync("olga", Role.Operator);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_ban_works_at_once_and_the_same_token_works_again_after_it()
    {
        var (id, token) = await PersonAsync("hank");
        var ban = await _server.PostAsync($"/api/admin/users/{id}/ban", new { reason = "spam", minutes = 5 }, _operator);
        Assert.Equal((200, "banned"), (ban.Status, ban.Data.Text("status")));
        var refused = await _server.GetAsync("/api/v1/me", token);
        Assert.Equal((403, "banned"), refused.Outcome);
        Assert.Contains("spam", refused.Json.Text("message"), StringComparison.Ordinal);
        Assert.Equal((403, "banned"), (await _server.PostAsync("/api/v1/auth/login", new { username = "hank", password = "long enough" })).Outcome);
        Assert.Equal((401, "wrong_credentials"), (await _server.PostAsync("/api/v1/auth/login", new { username = "hank", password = "wrong enough" })).Outcome);

        Assert.Equal(200, (await _server.PostAsync($"/api/admin/users/{id}/unban", new { reason = "sorry" }, _operator)).Status);
        Assert.Equal(200, (await _server.GetAsync("/api/v1/me", token)).Status);
    }

    [Fact]
    public async Task A_timed_ban_ends_by_itself()
    {
        var (id, token) = await PersonAsync("iris");
        await _server.PostAsync($"/api/admin/users/{id}/ban", new { reason = "spam", minutes = 5 }, _operator);
        Assert.Equal(403, (await _server.GetAsync("/api/v1/me", token)).Status);
        _server.Clock.Shift(TimeSpan.FromMinutes(5.1));
        Assert.Equal(200, (await _server.GetAsync("/api/v1/me", token)).Status);
    }

    [Fact]
    public async Task Nobody_sets_the_standing_of_an_equal_of_itself_or_without_a_reason()
    {
        var admin = await SignInAsync("adam", Role.Admin);
        var (peer, _) = await PersonAsync("abel", Role.Admin);
        var (person, token) = await PersonAsync("jane");
        Assert.Equal((403, "forbidden"), (await _server.PostAsync($"/api/admin/users/{person}/ban", new { reason = "x" }, token)).Outcome);
        Assert.Equal((403, "forbidden"), (await _server.PostAsync($"/api/admin/users/{peer}/ban", new { reason = "x" }, admin)).Outcome);
        Assert.Equal((400, "invalid_field"), (await _server.PostAsync($"/api/admin/users/{person}/ban", new { minutes = 5 }, admin)).Outcome);
        Assert.Equal((400, "invalid_field"), (await _server.PostAsync($"/api/admin/users/{person}/ban", new { reason = "x", minutes = 0 }, admin)).Outcome);
        Assert.Equal((404, "user_not_found"), (await _server.PostAsync("/api/admin/users/12345/ban", new { reason = "x" }, admin)).Outcome);
        Assert.Equal((401, "unauthenticated"), (await _server.PostAsync($"/api/admin/users/{person}/ban", new { reason = "x" })).Outcome);
        Assert.Equal((403, "disabled"), await DisableAsync(person, admin, token));
    }

    [Fact]
    public async Task A_tenants_backend_brings_its_people_and_mints_their_tokens()
    {
        var (key, _) = await TenantAsync("acme");
        var headers = ("X-Api-Key", key);
        var made = await _server.PostAsync("/api/v1/tenant/users", new { externalUserId = "u-1", displayName = "客户", userType = "agent" }, null, headers);
        Assert.Equal((200, "agent"), (made.Status, made.Data.Text("userType")));
        Assert.Equal((409, "already_taken"), (await _server.PostAsync("/api/v1/tenant/users", new { externalUserId = "u-1" }, null, headers)).Outcome);
        var minted = await _server.PostAsync("/api/v1/tenant/tokens", new { externalUserId = "u-1" }, null, headers);
        var me = await _server.GetAsync("/api/v1/me", minted.Data.Text("accessToken"));
        Assert.Equal(("u-1", "客户"), (me.Data.Text("externalUserId"), me.Data.Text("displayName")));
        Assert.Equal((404, "user_not_found"), (await _server.PostAsync("/api/v1/tenant/tokens", new { externalUserId = "u-2" }, null, headers)).Outcome);
        Assert.Equal((401, "unauthenticated"), (await _server.PostAsync("/api/v1/tenant/tokens", new { externalUserId = "u-1" }, null, ("X-Api-Key", key + "x"))).Outcome);
        Assert.Equal((400, "invalid_field"), (await _server.PostAsync("/api/v1/tenant/users", new { externalUserId = "u-3", userType = "admin" }, null, headers)).Outcome);
    }

    [Fact]
    public async Task Tenants_know_nothing_of_each_other()
    {
        await TenantAsync("north");
        await TenantAsync("south");
        var here = await _server.RegisterAsync("kate", null, ("X-Tenant", "north"));
        var there = await _server.RegisterAsync("kate", null, ("Host", "south.chat.example.com"));
        var hereId = here.GetProperty("user").GetProperty("numericId").GetInt64();
        Assert.NotEqual(here.GetProperty("user").Text("tenantId"), there.GetProperty("user").Text("tenantId"));
        Assert.Empty((await _server.GetAsync("/api/v1/users?q=kate", there.Text("accessToken"))).Data.EnumerateArray());
        Assert.Equal((404, "user_not_found"), (await _server.GetAsync($"/api/v1/users/{hereId}", there.Text("accessToken"))).Outcome);
        Assert.Equal(401, (await _server.PostAsync("/api/v1/auth/login", new { username = "kate", password = "long enough" })).Status);
        Assert.Equal((400, "X-Tenant"), (await _server.PostAsync("/api/v1/auth/login", new { username = "kate", password = "long enough" }, null, ("X-Tenant", "west"))) is var west ? (west.Status, west.Field) : default);

        var admin = await SignInAsync("lars", Role.Admin);
        Assert.Equal((404, "user_not_found"), (await _server.PostAsync($"/api/admin/users/{hereId}/ban", new { reason = "x" }, admin)).Outcome);
    }

    [Fact]
    public async Task Only_an_operator_makes_tenants_and_pages_through_them()
    {
        var admin = await SignInAsync("mona", Role.Admin);
        Assert.Equal((403, "forbidden"), (await _server.PostAsync("/api/admin/tenants", new { name = "X", subdomain = "x" }, admin)).Outcome);
        Assert.Equal((400, "subdomain"), (await _server.PostAsync("/api/admin/tenants", new { name = "X", subdomain = "-x" }, _operator)) is var bad ? (bad.Status, bad.Field) : default);
        await TenantAsync("one");
        Assert.Equal((409, "already_taken"), (await _server.PostAsync("/api/admin/tenants", new { name = "X", subdomain = "ONE" }, _operator)).Outcome);
        await TenantAsync("two");
        var seen = new List<long>();
        for (long? next = 0; next is not null;)
        {
            var page = await _server.GetAsync($"/api/admin/tenants?limit=1&after={next}", _operator);
            seen.AddRange(page.Data.EnumerateArray().Select(tenant => tenant.GetProperty("id").GetInt64()));
            next = page.Json.TryGetProperty("next", out var more) ? more.GetInt64() : null;
            Assert.DoesNotContain("pk_", page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(3, seen.Distinct().Count());
    }

    [Fact]
    public async Task An_admin_makes_agents_but_no_operators()
    {
        var admin = await SignInAsync("nils", Role.Admin);
        Assert.Equal(200, (await _server.PostAsync("/api/admin/users", new { username = "agent-1", password = "long enough", role = "agent" }, admin)).Status);
        Assert.Equal((400, "invalid_field"), (await _server.PostAsync("/api/admin/users", new { username = "boss-1", password = "long enough", role = "operator" }, admin)).Outcome);
    }

    private async Task<(int Status, string? Code)> DisableAsync(long person, string admin, string token)
    {
        Assert.Equal(200, (await _server.PostAsync($"/api/admin/users/{person}/disable", new { reason = "x" }, admin)).Status);
        return (await _server.GetAsync("/api/v1/me", token)).Outcome;
    }

    private async Task<(string Key, long Id)> TenantAsync(string subdomain)
    {
        var made = await _server.PostAsync("/api/admin/tenants", new { name = subdomain, subdomain }, _operator);
        Assert.Equal(200, made.Status);
        return (made.Data.Text("apiKey"), made.Data.GetProperty("id").GetInt64());
    }

    private async Task<(long Id, string Token)> PersonAsync(string name, Role role = Role.Customer)
    {
        var account = (await _server.Installation.Registration.RegisterAsync(
            Tenant.DefaultId, new NewPerson { Username = name, Password = "long enough", Role = role }, CancellationToken.None)).Value!;
        return (account.Id.Value, _server.Installation.Tokens.Issue(account, default));
    }

    private async Task<string> SignInAsync(string name, Role role) => (await PersonAsync(name, role)).Token;
}
