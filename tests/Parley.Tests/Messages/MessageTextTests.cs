using Parley.Messages;
using Parley.Primitives;

namespace Parley.Tests.Messages;

public sealed class MessageTextTests
{
    // An attribute can't hold a lone surrogate: it is stored as UTF-8.
    [Fact]
    public void What_no_store_can_hold_is_refused() =>
        Assert.All(["a\0b", "\ud800", "a\udc00b", "\ud83d\ud83d\ude00"], text => Assert.Equal(ChatError.TextInvalid, MessageText.Refuse(text)?.Error));

    [Theory]
    [InlineData("")]
    [InlineData("你好")]
    [InlineData("😀 and \ud83d\ude00")]
    public void Ordinary_text_is_not(string text) => Assert.Null(MessageText.Refuse(text));

    [Fact]
    public void Length_counts_characters_as_people_see_them_not_utf16_units()
    {
        Assert.Null(Refuse(string.Concat(Enumerable.Repeat("😀", 1000))));
        Assert.Equal(ChatError.TextTooLong, Refuse(string.Concat(Enumerable.Repeat("😀", 1001)))?.Error);
        Assert.Equal(1000, Refuse(new string('x', 1001))?.Limit);
    }

    [Fact]
    public void Text_may_be_empty_beside_a_file_only()
    {
        Assert.Equal(ChatError.TextEmpty, Refuse(" \n\t")?.Error);
        Assert.Null(MessageText.Refuse(new MessageBody(MessageType.Image, "", FileId: 7), 1000));
    }

    private static Refusal? Refuse(string text) => MessageText.Refuse(new MessageBody(MessageType.Text, text), 1000);
}
