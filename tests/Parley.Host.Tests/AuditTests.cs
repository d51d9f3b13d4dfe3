using Parley.Audit;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Host.Tests;

public sealed class AuditTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Key_operations_are_on_the_trail_with_who_what_and_from_where()
    {
        var signedUp = await _server.RegisterAsync("ada");
        var ada = new UserId(signedUp.GetProperty("user").GetProperty("numericId").GetInt64());
        await _server.CallAsync(HttpMethod.Post, "/api/v1/auth/login", new { username = "ada", password = "wrong enough" }, null, ("X-Request-Id", "req-1"));
        await _server.PostAsync("/api/v1/auth/login", new { username = "nobody at all", password = "wrong enough" });
        await _server.CallAsync(
            HttpMethod.Post, "/api/v1/me/password", new { currentPassword = "long enough", newPassword = "longer enough" }, signedUp.Text("accessToken"));
        await _server.Installation.Audit.DisposeAsync(); // writes what is queued

        var lines = (await _server.Installation.Stores.Audit.ListAsync(Tenant.DefaultId, null, 10, default)).Reverse().ToArray();
        Assert.Equal(
            [(AuditAction.SignedIn, ada), (AuditAction.SignInFailed, ada), (AuditAction.SignInFailed, default), (AuditAction.PasswordChanged, ada)],
            lines.Select(line => (line.Action, line.ActorId)));
        Assert.Equal(("127.0.0.1", "req-1"), (lines[1].Address, lines[1].RequestId));
        Assert.All(lines, line => Assert.Null(line.Detail));
    }
}
