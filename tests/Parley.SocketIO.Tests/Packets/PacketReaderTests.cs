using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO.Tests.Packets;

public sealed class PacketReaderTests
{
    public static TheoryData<string, int, string, long?, int, string> Good => new()
    {
        { "0", 0, "", null, 0, "" },
        { "0{\"token\":\"x\"}", 0, "", null, 0, "{\"token\":\"x\"}" },
        { "0/chat,", 0, "/chat", null, 0, "" },
        { "0/chat", 0, "/chat", null, 0, "" },
        { "0/chat,{}", 0, "/chat", null, 0, "{}" },
        { "0/,{}", 0, "", null, 0, "{}" },
        { "1", 1, "", null, 0, "" },
        { "1/chat,", 1, "/chat", null, 0, "" },
        { "2[\"hi\"]", 2, "", null, 0, "[\"hi\"]" },
        { "2[0]", 2, "", null, 0, "[0]" },
        { "212[\"hi\",1]", 2, "", 12, 0, "[\"hi\",1]" },
        { "2/chat,0[\"hi\"]", 2, "/chat", 0, 0, "[\"hi\"]" },
        { "3[]", 3, "", null, 0, "[]" },
        { "3/chat,7[]", 3, "/chat", 7, 0, "[]" },
        { "51-[\"b\",{\"_placeholder\":true,\"num\":0}]", 2, "", null, 1, "[\"b\",{\"_placeholder\":true,\"num\":0}]" },
        { "50-[\"b\"]", 2, "", null, 0, "[\"b\"]" },
        { "62-/chat,9[{\"_placeholder\":true,\"num\":1}]", 3, "/chat", 9, 2, "[{\"_placeholder\":true,\"num\":1}]" },
        { "2[\"日本\"]", 2, "", null, 0, "[\"日本\"]" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_what_the_protocol_has(string text, int type, string name, long? id, int attachments, string json)
    {
        Assert.True(PacketReader.TryRead(Encoding.UTF8.GetBytes(text), 10, out var packet));
        Assert.Equal((PacketType)type, packet.Type);
        Assert.Equal(name, Encoding.UTF8.GetString(packet.Namespace.Span));
        Assert.Equal(id, packet.Id);
        Assert.Equal(attachments, packet.Attachments);
        Assert.Equal(json, Encoding.UTF8.GetString(packet.Json.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("a")]
    [InlineData("0[]")]
    [InlineData("0\"token\"")]
    [InlineData("0{")]
    [InlineData("0{}{}")]
    [InlineData("0{\"\\ud800\":1}")]
    [InlineData("1{}")]
    [InlineData("15")]
    [InlineData("2")]
    [InlineData("2/chat,")]
    [InlineData("2{}")]
    [InlineData("2[]")]
    [InlineData("2[{}]")]
    [InlineData("2[null]")]
    [InlineData("2[\"hi\"")]
    [InlineData("2[\"hi\"]]")]
    [InlineData("2[\"hi\",]")]
    [InlineData("2[\"connect\"]")]
    [InlineData("2[\"connect_error\"]")]
    [InlineData("2[\"disconnect\"]")]
    [InlineData("2[\"disconnecting\"]")]
    [InlineData("2[\"newListener\"]")]
    [InlineData("2[\"removeListener\"]")]
    [InlineData("2[\"\\u0063onnect\"]")]
    [InlineData("2[\"\\ud800\"]")]
    [InlineData("21234567890123456789[\"hi\"]")]
    [InlineData("31{}")]
    [InlineData("31")]
    [InlineData("5[\"hi\"]")]
    [InlineData("5-[\"hi\"]")]
    [InlineData("5+1-[\"hi\"]")]
    [InlineData("5-1-[\"hi\"]")]
    [InlineData("511-[\"hi\"]")]
    [InlineData("599999999999-[\"hi\"]")]
    [InlineData("51-[\"b\",{\"_placeholder\":true,\"num\":1}]")]
    [InlineData("51-[\"b\",{\"_placeholder\":true,\"num\":-1}]")]
    [InlineData("51-[\"b\",{\"_placeholder\":true,\"num\":\"x\"}]")]
    public void Refuses_what_it_has_not(string text) => Assert.False(PacketReader.TryRead(Encoding.UTF8.GetBytes(text), 10, out _));

    [Fact]
    public void Refuses_json_that_is_nested_too_deeply()
    {
        var text = "2[\"x\"," + new string('[', 100_000) + new string(']', 100_000) + "]";
        Assert.False(PacketReader.TryRead(Encoding.UTF8.GetBytes(text), 10, out _));
    }

    [Fact]
    public void Throws_for_no_bytes_whatever()
    {
        Prop.ForAll<byte[]>(bytes => PacketReader.TryRead(bytes, 10, out _) || true).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
        var pieces = Gen.Elements("0", "2", "3", "5", "6", "1-", "/a", ",", "7", "[", "]", "\"", "\\ud800", "{\"_placeholder\":true,\"num\":", "null", "日", "e");
        Prop.ForAll(Gen.ListOf(pieces).ToArbitrary(), list => PacketReader.TryRead(Encoding.UTF8.GetBytes(string.Concat(list)), 10, out _) || true)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }
}
