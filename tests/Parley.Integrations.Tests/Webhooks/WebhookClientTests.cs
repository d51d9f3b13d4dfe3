using System.Security.Cryptography;
using System.Text;
using Parley.Integrations.Webhooks;
using Parley.Webhooks;

namespace Parley.Integrations.Tests.Webhooks;

/// <summary>What is called and what is not, and what an address is told.</summary>
public sealed class WebhookClientTests
{
    private static readonly WebhookDelivery Delivery = new()
    {
        Id = new DeliveryId(7),
        WebhookId = new WebhookId(1),
        Event = WebhookEvents.OrderCreated,
        Source = "x",
        Body = """{"id":"一"}""",
        CreatedAt = 0,
    };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    public async Task An_address_that_is_not_public_is_not_connected_to_however_it_is_written(string host)
    {
        await using var server = new LoopbackHttp("HTTP/1.1 200 OK");
        var answer = await SendAsync(new WebhooksOptions(), $"http://{host}:{server.Port}/");
        Assert.False(answer.IsOk);
        Assert.Null(answer.Status);
        Assert.Equal("The address is not a public one.", answer.Error);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_request_is_signed_over_its_bytes()
    {
        await using var server = new LoopbackHttp("HTTP/1.1 204 No Content");
        var answer = await SendAsync(Private, $"http://127.0.0.1:{server.Port}/hook?a=1");
        Assert.Equal(new WebhookAnswer(204, null), answer);
        var request = Assert.Single(server.Received);
        Assert.StartsWith("POST /hook?a=1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("X-Parley-Event: order.created\r\n", request, StringComparison.Ordinal);
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes($"1790000000.{Delivery.Body}")));
        Assert.Contains($"X-Parley-Signature: t=1790000000,v1={mac}\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Delivery.Body)), request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/", 302, "Redirects are not followed.")]
    [InlineData("HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere", 307, "Redirects are not followed.")]
    [InlineData("HTTP/1.1 500 Oh", 500, "HTTP 500")]
    [InlineData("HTTP/1.1 404 Not Found", 404, "HTTP 404")]
    public async Task Anything_but_a_yes_is_a_failure_and_a_redirect_is_not_followed(string said, int status, string error)
    {
        await using var server = new LoopbackHttp(said);
        Assert.Equal(new WebhookAnswer(status, error), await SendAsync(Private, $"http://127.0.0.1:{server.Port}/"));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task What_is_told_of_a_broken_address_says_nothing_of_what_lies_behind_it()
    {
        await using var server = new LoopbackHttp("SSH-2.0-internal");
        Assert.Equal(new WebhookAnswer(null, "The connection broke off."), await SendAsync(Private, $"http://127.0.0.1:{server.Port}/"));
    }

    private static WebhooksOptions Private => new() { AllowPrivate = true };

    private static async Task<WebhookAnswer> SendAsync(WebhooksOptions options, string url)
    {
        using var client = new WebhookClient(options, new StillClock());
        return await client.SendAsync(url, "secret", Delivery, TestContext.Current.CancellationToken);
    }
}
