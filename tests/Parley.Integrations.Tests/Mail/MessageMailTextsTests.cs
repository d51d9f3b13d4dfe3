using Parley.Integrations.Mail;

namespace Parley.Integrations.Tests.Mail;

public sealed class MessageMailTextsTests
{
    private static readonly NamedChat Direct = new(null, ["安娜"], 1);
    private static readonly NamedChat Group = new("Moving\u2028\r\nday", ["Ann", "Bob", "Eve", "Tom"], 100);

    [Fact]
    public void One_conversation_is_named_in_the_subject()
    {
        Assert.Equal("1 条未读消息：安娜", MessageMailTexts.Subject([Direct], isEnglish: false));
        Assert.Equal("1 unread message: 安娜", MessageMailTexts.Subject([Direct], isEnglish: true));
        Assert.Equal("100+ unread messages: Moving day (Ann, Bob, Eve and others)", MessageMailTexts.Subject([Group], isEnglish: true));
    }

    [Fact]
    public void Several_are_counted_there_and_named_in_the_text()
    {
        Assert.Equal("2 个会话中有 101+ 条未读消息", MessageMailTexts.Subject([Group, Direct], isEnglish: false));
        var chinese = MessageMailTexts.Text([Group, Direct], "彼得", isEnglish: false);
        Assert.Contains("- Moving day（Ann、Bob、Eve等）：100+ 条消息\n- 安娜：1 条消息\n", chinese.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var english = MessageMailTexts.Text([.. Enumerable.Repeat(Direct, 22)], "Peter\nBcc", isEnglish: true);
        Assert.StartsWith("Hello Peter Bcc,", english, StringComparison.Ordinal);
        Assert.Contains("- and 2 more conversations", english, StringComparison.Ordinal);
        Assert.Equal(20, english.Split("- 安娜: 1 message\n").Length - 1);
    }
}
