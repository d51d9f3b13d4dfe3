using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Tests.Files;

public sealed class MessageFileTests
{
    public static TheoryData<MessageFile> Files =>
    [
        new MessageFile { Id = new FileId(7), Name = "截图 \"1\".png", Size = 12, ContentType = "image/png" },
        new MessageFile { Id = new FileId(7), Name = "a", Size = 5L << 40, ContentType = "audio/amr", DurationMs = 1500 },
        new MessageFile { Url = "https://example.com/a?b=c&d=\u4e2d" },
        new MessageFile { Url = "https://example.com/a", Name = "a.bin", Size = 0 },
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_body_holds_is_what_was_put_in(MessageFile file)
    {
        var body = file.ToBody(MessageType.File, "text");
        Assert.Equal("text", body.Text);
        Assert.Equal(file, MessageFile.Of(body));
        Assert.Null(MessageText.Refuse(body, 1000));
    }

    [Fact]
    public void A_message_without_a_file_and_a_recalled_one_show_none()
    {
        Assert.Null(MessageFile.Of(new MessageBody(MessageType.Text, "x")));
        Assert.Null(MessageFile.Of(new MessageBody(MessageType.Image, "x")));
        Assert.Null(MessageFile.Of(new MessageBody(MessageType.Location, "x", Data: """{"lat":1}""")));
        var message = new Message
        {
            Id = new MessageId(1),
            ConversationId = new ConversationId(1),
            Seq = 1,
            Rev = 1,
            SenderId = new UserId(1),
            Body = new MessageFile { Id = new FileId(7), Name = "a" }.ToBody(MessageType.File, ""),
            CreatedAt = 1,
        };
        Assert.NotNull(MessageFile.Of(message));
        Assert.Null(MessageFile.Of(message with { RecalledAt = 2 }));
    }
}
