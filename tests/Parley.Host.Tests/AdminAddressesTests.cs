using Parley.Configuration;

namespace Parley.Host.Tests;

public sealed class AdminAddressesTests
{
    [Theory]
    [InlineData("10.0.0.0/8", null, null, 403)]
    [InlineData("127.0.0.0/8", null, null, 401)]
    [InlineData("2001:db8::/32, 127.0.0.1", null, null, 401)]
    [InlineData("10.0.0.0/8", null, "10.1.2.3", 403)] // nobody said that this proxy may speak for others
    [InlineData("10.0.0.0/8", "127.0.0.1", "10.1.2.3", 401)]
    [InlineData("127.0.0.1", "127.0.0.1", "10.1.2.3", 403)]
    [InlineData("2001:db8::/32", "127.0.0.1", "2001:db8::7", 401)]
    [InlineData("2001:db8::/32", "127.0.0.1", "2001:db9::7", 403)]
    [InlineData("10.0.0.0/8", "127.0.0.1", "::ffff:10.1.2.3", 401)]
    [InlineData("10.0.0.0/8", "127.0.0.1", "10.1.2.3, 192.0.2.1", 403)] // the nearest claim that a proxy vouches for
    public async Task Admin_routes_are_for_listed_addresses(string allowed, string? proxy, string? forwarded, int status)
    {
        (string, string)[] settings = [("Admin:AllowedAddresses", allowed), .. proxy is null ? [] : new[] { ("Server:TrustedProxies", proxy) }];
        await using var server = await RunningServer.StartAsync(null, settings);
        (string, string)[] headers = forwarded is null ? [] : [("X-Forwarded-For", forwarded)];
        foreach (var path in new[] { "/api/admin/users", "/API/Admin/audit", "/api/%61dmin/users" })
        {
            var answer = await server.GetAsync(path, null, headers);
            Assert.Equal((status, status == 403 ? "address_not_allowed" : "unauthenticated"), answer.Outcome);
        }

        Assert.Equal(401, (await server.GetAsync("/api/v1/me", null, headers)).Status);
    }

    [Fact]
    public async Task A_list_that_is_none_ends_the_start() =>
        await Assert.ThrowsAsync<SettingException>(() => RunningServer.StartAsync(null, ("Admin:AllowedAddresses", "10.0.0.0/8, home")));
}
