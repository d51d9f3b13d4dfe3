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

    [Theory]
    [InlineData("\u200B\u2060", true)]
    [InlineData("\u3164 \uFFA0", true)]
    [InlineData("\u2800\uFE0F\U000E0061", true)]
    [InlineData("\u202E\u00AD", true)]
    [InlineData("\u200B.", false)]
    [InlineData("👨\u200D👩\u200D👧", false)]
    [InlineData("🏴\U000E0067\U000E0062\U000E007F", false)]
    public void What_shows_nothing_is_empty(string text, bool isEmpty) => Assert.Equal(isEmpty ? ChatError.TextEmpty : null, Refuse(text)?.Error);

    private static Refusal? Refuse(string text) => MessageText.Refuse(new MessageBody(MessageType.Text, text), 1000);
}
