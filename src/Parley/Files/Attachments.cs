using Parley.Accounts;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>Puts files into messages: only those that the sender uploaded or may see, and as what they are.</summary>
public sealed class Attachments(IFileStore store, FileReading reading, RateLimiter limiter, RateLimits limits, TimeProvider clock)
{
    /// <summary>The longest address elsewhere, in characters (documents 002 and 003: 500).</summary>
    public const int MaxUrlLength = 500;

    private static readonly long MostDurationMs = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>The body of a message that shows a file.</summary>
    /// <returns>
    /// The body; <see cref="ChatError.FileNotFound"/>; <see cref="ChatError.FileTypeRefused"/> for an image or voice message with a file that is
    /// none, or a name that claims what the file is not or a program; <see cref="ChatError.InvalidField"/> naming <c>messageType</c>, <c>fileUrl</c>, <c>fileSize</c> or <c>duration</c>;
    /// <see cref="ChatError.RateLimited"/>.
    /// </returns>
    public async ValueTask<Outcome<MessageBody>> AttachAsync(Account sender, FileMention mention, CancellationToken cancel)
    {
        if (mention.Type is not (null or MessageType.Image or MessageType.File or MessageType.Voice))
            return new Refusal(ChatError.InvalidField, "messageType");
        if (mention.DurationMs is { } duration && (duration <= 0 || duration > MostDurationMs))
            return new Refusal(ChatError.InvalidField, "duration", MostDurationMs / 1000);
        if (mention.Id.IsNone)
            return OfElsewhere(mention);
        if (limiter.Take(limits.Attachments, sender.Id.Value) is { } tooMany)
            return tooMany;

        var found = await reading.FindAsync(sender, mention.Id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var file = found.Value;
        if (!Suits(mention.Type, file.Kind))
            return new Refusal(ChatError.FileTypeRefused, "messageType");
        var name = NameOf(mention) ?? file.Name;
        if (!FileTypes.Suits(file.ContentType, name))
            return new Refusal(ChatError.FileTypeRefused, "fileName");
        if (!await store.TouchAsync(file.Id, clock.NowMs(), cancel))
            return ChatError.FileNotFound;
        return new MessageFile
        {
            Id = file.Id,
            Name = name,
            Size = file.Size,
            ContentType = file.ContentType,
            DurationMs = mention.DurationMs,
        }.ToBody(mention.Type ?? TypeOf(file.Kind), mention.Text);
    }

    /// <summary>The message type that a kind of file suggests.</summary>
    public static MessageType TypeOf(FileKind kind) => kind switch
    {
        FileKind.Image => MessageType.Image,
        FileKind.Audio => MessageType.Voice,
        FileKind.Other => MessageType.File,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a message type."),
    };

    private static Outcome<MessageBody> OfElsewhere(FileMention mention)
    {
        if (!IsHttps(mention.Url))
            return new Refusal(ChatError.InvalidField, "fileUrl", MaxUrlLength);
        if (mention.Size is < 0)
            return new Refusal(ChatError.InvalidField, "fileSize");
        var name = NameOf(mention);
        if (name is not null && FileTypes.IsActiveName(name))
            return new Refusal(ChatError.FileTypeRefused, "fileName");
        return new MessageFile
        {
            Url = mention.Url,
            Name = name,
            Size = mention.Size,
            DurationMs = mention.DurationMs,
        }.ToBody(mention.Type ?? MessageType.File, mention.Text);
    }

    private static string? NameOf(FileMention mention) => string.IsNullOrWhiteSpace(mention.Name) ? null : FileNames.Clean(mention.Name);

    private static bool Suits(MessageType? type, FileKind kind) => type switch
    {
        MessageType.Image => kind == FileKind.Image,
        MessageType.Voice => kind == FileKind.Audio,
        _ => true,
    };

    // Somebody else's browser will ask for it: plain https, no password in it, nothing that needs escaping.
    private static bool IsHttps(string? url) =>
        url is { Length: > 0 and <= MaxUrlLength } && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || c is '"' or '<' or '>' or '\\')
        && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri is { UserInfo: "", Host.Length: > 0 };
}
