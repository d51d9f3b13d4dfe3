namespace Parley.Host.Tests;

public sealed class SignInTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Who_signs_up_can_sign_in_by_name_or_mail_in_whatever_case()
    {
        var up = await _server.PostAsync("/api/v1/auth/register", new { username = "Zoë", email = "zoe@Example.com", password = "long enough", displayName = "佐伊", userType = "provider" });
        Assert.Equal(200, up.Status);
        var user = up.Data.GetProperty("user");
        Assert.Equal(("Zoë", "佐伊", "provider", "zoe@Example.com"), (user.Text("username"), user.Text("displayName"), user.Text("userType"), user.Text("email")));
        Assert.Equal(86_400, up.Data.GetProperty("expiresIn").GetInt64());
        foreach (var body in (object[])[new { username = "zOË", password = "long enough" }, new { email = "ZOE@example.COM", password = "long enough" }, new { username = "zoe@example.com", password = "long enough" }])
        {
            var login = await _server.PostAsync("/api/v1/auth/login", body);
            Assert.Equal(200, login.Status);
            var me = await _server.GetAsync("/api/v1/auth/me", login.Data.Text("accessToken"));
            Assert.Equal(user.GetProperty("numericId").GetInt64(), me.Data.GetProperty("numericId").GetInt64());
            Assert.Equal(me.Text, (await _server.GetAsync("/api/v1/me", login.Data.Text("accessToken"))).Text);
        }
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_told_alike()
    {
        await _server.RegisterAsync("yan");
        var wrong = await _server.PostAsync("/api/v1/auth/login", new { username = "yan", password = "wrong enough" });
        var unknown = await _server.PostAsync("/api/v1/auth/login", new { username = "nobody", password = "wrong enough" });
        Assert.Equal((401, "wrong_credentials"), wrong.Outcome);
        Assert.Equal(wrong.Text, unknown.Text);
    }

    [Fact]
    public async Task A_taken_name_is_taken_in_any_case_and_width()
    {
        await _server.RegisterAsync("xander");
        foreach (var name in (string[])["xander", "XANDER", "ｘander"])
        {
            var again = await _server.PostAsync("/api/v1/auth/register", new { username = name, password = "long enough" });
            Assert.Equal((409, "already_taken", "username"), (again.Status, again.Code, again.Field));
        }
    }

    [Fact]
    public async Task Each_refresh_token_is_good_once_and_the_last_repeats_its_successor_for_half_a_minute()
    {
        var first = (await _server.RegisterAsync("wei")).Text("refreshToken");
        var second = await RefreshAsync(first);
        Assert.Equal(200, second.Status);
        Assert.NotEqual(first, second.Data.Text("refreshToken"));

        _server.Clock.Shift(TimeSpan.FromSeconds(29));
        var repeat = await RefreshAsync(first);
        Assert.Equal(second.Data.Text("refreshToken"), repeat.Data.Text("refreshToken"));
        Assert.Equal(200, (await RefreshAsync(second.Data.Text("refreshToken"))).Status);
    }

    [Fact]
    public async Task Reuse_of_an_old_refresh_token_ends_its_session_and_no_other()
    {
        var first = await _server.RegisterAsync("vera");
        var other = (await _server.PostAsync("/api/v1/auth/login", new { username = "vera", password = "long enough" })).Data;
        var second = (await RefreshAsync(first.Text("refreshToken"))).Data;

        _server.Clock.Shift(TimeSpan.FromSeconds(31));
        Assert.Equal((401, "unauthenticated"), (await RefreshAsync(first.Text("refreshToken"))).Outcome);
        Assert.Equal(401, (await RefreshAsync(second.Text("refreshToken"))).Status);
        Assert.Equal(401, (await _server.GetAsync("/api/v1/me", second.Text("accessToken"))).Status);
        Assert.Equal(200, (await _server.GetAsync("/api/v1/me", other.Text("accessToken"))).Status);
        Assert.Equal(200, (await RefreshAsync(other.Text("refreshToken"))).Status);
    }

    [Fact]
    public async Task Two_old_generations_back_is_reuse_even_at_once()
    {
        var first = (await _server.RegisterAsync("uma")).Text("refreshToken");
        var second = (await RefreshAsync(first)).Data.Text("refreshToken");
        var third = (await RefreshAsync(second)).Data.Text("refreshToken");
        Assert.Equal(401, (await RefreshAsync(first)).Status);
        Assert.Equal(401, (await RefreshAsync(third)).Status);
    }

    [Fact]
    public async Task Of_many_refreshes_at_once_all_get_the_same_successor()
    {
        var token = (await _server.RegisterAsync("tove")).Text("refreshToken");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(token)));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers.Select(answer => answer.Data.Text("refreshToken")).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Signing_out_voids_both_tokens_at_once()
    {
        var session = await _server.RegisterAsync("sven");
        Assert.Equal(200, (await _server.PostAsync("/api/v1/auth/logout", null, session.Text("accessToken"))).Status);
        Assert.Equal((401, "unauthenticated"), (await _server.GetAsync("/api/v1/me", session.Text("accessToken"))).Outcome);
        Assert.Equal(401, (await RefreshAsync(session.Text("refreshToken"))).Status);
    }

    [Fact]
    public async Task Tokens_end_by_the_clock()
    {
        var session = await _server.RegisterAsync("rosa");
        _server.Clock.Shift(TimeSpan.FromHours(24.1));
        Assert.Equal(401, (await _server.GetAsync("/api/v1/me", session.Text("accessToken"))).Status);
        Assert.Equal(200, (await RefreshAsync(session.Text("refreshToken"))).Status);
        _server.Clock.Shift(TimeSpan.FromDays(8));
        Assert.Equal(401, (await RefreshAsync(session.Text("refreshToken"))).Status);
    }

    [Fact]
    public async Task A_new_password_voids_every_token_but_the_one_that_it_answers_with()
    {
        var one = await _server.RegisterAsync("quinn");
        var two = (await _server.PostAsync("/api/v1/auth/login", new { username = "quinn", password = "long enough" })).Data;
        _server.Clock.Shift(TimeSpan.FromSeconds(2));
        Assert.Equal((401, "wrong_credentials"), (await ChangeAsync(one.Text("accessToken"), "not the one", "even longer")).Outcome);
        Assert.Equal("newPassword", (await ChangeAsync(one.Text("accessToken"), "long enough", "short")).Field);
        var changed = await ChangeAsync(one.Text("accessToken"), "long enough", "even longer");
        Assert.Equal(200, changed.Status);
        Assert.Equal(401, (await _server.GetAsync("/api/v1/me", one.Text("accessToken"))).Status);
        Assert.Equal(401, (await _server.GetAsync("/api/v1/me", two.Text("accessToken"))).Status);
        Assert.Equal(401, (await RefreshAsync(two.Text("refreshToken"))).Status);
        Assert.Equal(200, (await _server.GetAsync("/api/v1/me", changed.Data.Text("accessToken"))).Status);
        Assert.Equal(200, (await RefreshAsync(one.Text("refreshToken"))).Status);
    }

    [Theory]
    [InlineData("""{"username":"ok-name","password":"short"}""", 400, "invalid_field", "password")]
    [InlineData("""{"username":"x","password":"long enough"}""", 400, "invalid_field", "username")]
    [InlineData("""{"password":"long enough"}""", 400, "invalid_field", "username")]
    [InlineData("""{"email":"nowhere","password":"long enough"}""", 400, "invalid_field", "email")]
    [InlineData("""{"username":"ok-name","password":"long enough","userType":"operator"}""", 400, "invalid_field", "userType")]
    [InlineData("""{"username":5,"password":"long enough"}""", 400, "invalid_field", "username")]
    [InlineData("""{"username":"half \ud800 pair","password":"long enough"}""", 400, "invalid_field", "username")]
    [InlineData("""["a"]""", 400, "malformed_json", null)]
    [InlineData("""{"username":""", 400, "malformed_json", null)]
    public async Task A_wrong_body_is_told_what_is_wrong_with_it(string body, int status, string code, string? field)
    {
        var answer = await _server.PostAsync("/api/v1/auth/register", body);
        Assert.Equal((status, code, field), (answer.Status, answer.Code, answer.Field));
        Assert.False(answer.Json.GetProperty("success").GetBoolean());
        Assert.True(answer.Headers.ContainsKey("X-Request-Id"));
    }

    [Fact]
    public async Task A_body_above_the_bound_is_413_and_errors_follow_the_language()
    {
        var big = await _server.PostAsync("/api/v1/auth/login", "{\"username\":\"" + new string('x', 2_000_000) + "\"}", null, ("Accept-Language", "en"));
        Assert.Equal((413, "body_too_large"), big.Outcome);
        Assert.Equal("The body is too large.", big.Json.Text("message"));
        var chinese = await _server.GetAsync("/api/v1/me");
        Assert.Equal("未登录或登录已失效", chinese.Json.Text("message"));
        Assert.Equal("Bearer", chinese.Headers["WWW-Authenticate"]);
    }

    private Task<Answer> RefreshAsync(string refreshToken) => _server.PostAsync("/api/v1/auth/refresh", new { refreshToken });

    private Task<Answer> ChangeAsync(string token, string currentPassword, string newPassword) =>
        _server.PostAsync("/api/v1/me/password", new { currentPassword, newPassword }, token);
}
