using System.Net;

namespace Parley.Dialects.Tests.Social;

public sealed class SearchTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Theory]
    [InlineData("q=needle", 1)]
    [InlineData("q=needle&from=2020-01-01&to=2099-12-31", 1)]
    [InlineData("q=needle&from=2020-01-01T10:30&to=2099-12-31T10:30:00Z", 1)]
    [InlineData("q=needle&from=2020-01-01T10:30:00.123%2B08:00", 1)]
    [InlineData("q=needle&from=2020-01-01T10:30:00.123+08:00", 1)]
    [InlineData("q=needle&from=0&to=4102444800000", 1)]
    [InlineData("q=needle&to=1577836800000", 0)]
    [InlineData("q=needle&from=2099-12-31", 0)]
    [InlineData("q=needle&type=text&limit=1", 1)]
    [InlineData("q=needle&type=system", 0)]
    [InlineData("type=voice", 0)]
    [InlineData("q=针", 1)]
    [InlineData("q=needle&before=1", 0)]
    public async Task A_search_is_narrowed_by_time_type_and_place(string query, int found)
    {
        var (one, other) = await server.FriendsAsync();
        await one.CallAsync("POST", $"/messages/{other.Id}", new { content = "Needle 针" });
        var (status, body) = await other.CallAsync("GET", $"/messages/search?{query}");
        Assert.Equal((HttpStatusCode.OK, found), (status, body.GetProperty("items").GetArrayLength()));
        Assert.Equal("false", body.Text("has_more"));
    }

    [Theory]
    [InlineData("", "missing_field", "q")]
    [InlineData("q=", "invalid_field", "q")]
    [InlineData("q=x&from=1%20day", "invalid_field", "from")]
    [InlineData("q=x&to=2025-02-30", "invalid_field", "to")]
    [InlineData("q=x&to=99999999999999999999", "invalid_field", "to")]
    [InlineData("q=x&from=9&to=8", "invalid_field", "to")]
    [InlineData("q=x&type=location", "invalid_field", "type")]
    [InlineData("q=x&before=-1", "invalid_field", "before")]
    public async Task What_is_wrong_with_a_search_is_named(string query, string code, string field)
    {
        var (status, body) = await (await server.PersonAsync()).CallAsync("GET", $"/messages/search?{query}");
        Assert.Equal((HttpStatusCode.BadRequest, code, field), (status, body.Text("code"), body.Text("field")));
        Assert.Empty(server.Complaints);
    }
}
