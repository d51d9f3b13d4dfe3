using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Parley.Json;

namespace Parley.SocketIO.Tests.Json;

public sealed class PlainJsonEncoderTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("日本 😀 é <b>&'</b>", "\"日本 😀 é <b>&'</b>\"")]
    [InlineData("\"\\\b\f\n\r\t", "\"\\\"\\\\\\b\\f\\n\\r\\t\"")]
    [InlineData("\0\u001f\u007f\u2028", "\"\\u0000\\u001F\u007f\u2028\"")]
    public void Escapes_what_it_must_and_nothing_more(string text, string json) => Assert.Equal(json, Write(text));

    [Fact]
    public void Puts_a_replacement_for_half_a_pair() => Assert.Equal("\"a\uFFFDb\uFFFD\"", Write("a" + (char)0xD83D + "b" + (char)0xDE00));

    [Fact]
    public void Is_read_back_as_it_was() => Prop.ForAll<string>(
        text => text is null || JsonSerializer.Deserialize<string>(Write(text)) == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))).QuickCheckThrowOnFailure();

    private static string Write(string text)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
            json.WriteStringValue(text);
        using var same = new MemoryStream();
        using (var json = new Utf8JsonWriter(same, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
            json.WriteStringValue(Encoding.UTF8.GetBytes(text));
        Assert.Equal(buffer.ToArray(), same.ToArray());
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
