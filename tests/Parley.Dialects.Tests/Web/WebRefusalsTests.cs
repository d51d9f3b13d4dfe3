using Parley.Dialects.Tests.Social;

namespace Parley.Dialects.Tests.Web;

/// <summary>What <c>/web</c> refuses, each with a code that names the fault; nothing of it is one of the server's.</summary>
public sealed class WebRefusalsTests(SocialServer server) : IClassFixture<SocialServer>
{
    [Theory]
    [InlineData("missing_field", """{"content":"x"}""", "receiverId")]
    [InlineData("missing_field", """{"receiverId":PEER}""", "content")]
    [InlineData("missing_field", """{"receiverId":PEER,"content":"x","messageType":2}""", "fileUrl")]
    [InlineData("missing_field", """{"receiverId":PEER,"content":"x","messageType":3}""", "fileUrl")]
    [InlineData("missing_field", """{"receiverId":PEER,"content":"x","messageType":5}""", "fileUrl")]
    [InlineData("invalid_field", """{"receiverId":true,"content":"x"}""", "receiverId")]
    [InlineData("invalid_field", """{"receiverId":PEER,"content":"x","messageType":4}""", "messageType")]
    [InlineData("invalid_field", """{"receiverId":PEER,"content":"x","messageType":-1}""", "messageType")]
    [InlineData("invalid_field", """{"receiverId":PEER,"content":"x","messageType":"text"}""", "messageType")]
    [InlineData("invalid_field", """{"receiverId":PEER,"content":{}}""", "content")]
    [InlineData("user_not_found", """{"receiverId":"abc","content":"x"}""", null)]
    [InlineData("user_not_found", """{"receiverId":123456789,"content":"x"}""", null)]
    [InlineData("self_target", """{"receiverId":ME,"content":"x"}""", null)]
    [InlineData("text_empty", """{"receiverId":PEER,"content":""}""", null)]
    [InlineData("text_too_long", """{"receiverId":PEER,"content":"LONG"}""", null)]
    [InlineData("text_invalid", """{"receiverId":PEER,"content":"\ud800"}""", null)]
    [InlineData("file_not_found", """{"receiverId":PEER,"messageType":2,"fileUrl":"https://elsewhere.example/a.png"}""", null)]
    [InlineData("file_not_found", """{"receiverId":PEER,"messageType":2,"fileUrl":"/api/web/files/12345"}""", null)]
    [InlineData("malformed_json", "null", null)]
    [InlineData("malformed_json", "[]", null)]
    [InlineData("malformed_json", "\"x\"", null)]
    public async Task A_message_that_can_not_be_sent_is_refused(string code, string data, string? field)
    {
        var (one, other) = await server.FriendsAsync();
        using var sender = await one.EnterAsync("/web");
        var json = data.Replace("PEER", $"{other.Number}").Replace("ME", $"{one.Number}").Replace("LONG", new string('长', 1001));
        var refused = await sender.AskRefusedAsync(code, "message", json);
        Assert.Equal("0", refused.Text("status"));
        if (field is not null)
            Assert.Equal(field, refused.Text("field"));
        Assert.Equal("1", (await sender.AskAsync("message", new { receiverId = other.Number, content = new string('长', 1000) })).Text("status"));
        Assert.Empty(server.Complaints);
    }

    [Theory]
    [InlineData("typing", "{}", "missing_field")]
    [InlineData("typing", """{"contactId":7}""", "missing_field")]
    [InlineData("typing", """{"contactId":"x","isTyping":true}""", "user_not_found")]
    [InlineData("read", "{}", "missing_field")]
    [InlineData("read", """{"contactId":"x"}""", "user_not_found")]
    [InlineData("read", """{"contactId":true}""", "invalid_field")]
    [InlineData("read", """{"contactId":7}""", "user_not_found")]
    [InlineData("read", """{"contactId":ME}""", "self_target")]
    [InlineData("read", """{"contactId":7,"messageIds":"x"}""", "invalid_field")]
    [InlineData("recall", "{}", "missing_field")]
    [InlineData("recall", """{"messageId":7}""", "message_not_found")]
    [InlineData("sync", """{"by":"time"}""", "invalid_field")]
    [InlineData("nonsense", "{}", "unknown_event")]
    [InlineData("typing", "5", "malformed_json")]
    public async Task Another_event_that_makes_no_sense_is_refused(string name, string data, string code)
    {
        var person = await server.PersonAsync();
        using var client = await person.EnterAsync("/web");
        var json = data.Replace("ME", $"{person.Number}");
        Assert.Equal("0", (await client.AskRefusedAsync(code, name, json)).Text("status"));
        await client.EmitAsync(name, json);
        var failed = await client.ExpectAsync("failed");
        Assert.Equal((code, "0"), (failed.Text("code"), failed.Text("status")));
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task Too_many_are_refused_with_the_time_to_wait()
    {
        var person = await server.PersonAsync();
        using var client = await person.EnterAsync("/web");
        var asked = new List<int>();
        for (var i = 0; i < 60; i++)
            asked.Add(await client.BeginAsync("sync", new { }));
        var codes = new List<(string? Code, string? Wait)>();
        foreach (var number in asked)
        {
            var answer = await client.EndAsync(number);
            codes.Add((answer.Text("code"), answer.Text("retryAfter")));
        }

        Assert.Contains(("rate_limited", "1"), codes);
    }
}
