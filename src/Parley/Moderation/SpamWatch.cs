using Parley.Accounts;
using Parley.Configuration;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// Recognises spam by how it is sent: the same text to many people, floods of links, new accounts that turn to many strangers. Counted in
/// this process; agents and above write what they must. Off with the rate limits.
/// </summary>
public sealed class SpamWatch(Current<ModerationOptions> options, RateLimiter limiter, RateLimits limits, TimeProvider clock)
{
    private readonly SameTexts _texts = new();

    /// <summary>Which rule a send breaks, or null. Its fingerprint must be there.</summary>
    public HitKind? Judge(PendingSend send)
    {
        if (!limits.Enabled || send.Sender.Role >= Role.Agent)
            return null;
        if (Links(send.Body) is var links and > 0 && limiter.Take(limits.Links, send.Sender.Id.Value, links) is not null)
            return HitKind.Links;
        var most = options.Value.SameTextPeople;
        var people = _texts.Note(send.Sender.Id.Value, send.Fingerprint, send.ConversationId.Value, most, clock.NowMs());
        return people >= most ? HitKind.SameText : null;
    }

    /// <summary>Whether somebody's account is new.</summary>
    public bool IsNewcomer(Account caller) =>
        caller.Role < Role.Agent && clock.NowMs() - IdGenerator.TimeOf(caller.Id.Value) < options.Value.NewcomerAge.TotalMilliseconds;

    /// <summary>Whether a new account turns to one stranger too many; asked when the two are about to be brought together.</summary>
    /// <param name="strangers">How many it turns to at once.</param>
    public bool IsBurst(Account caller, int strangers = 1) =>
        strangers > 0 && IsNewcomer(caller) && limiter.Take(limits.Strangers, caller.Id.Value, strangers) is not null;

    // A file elsewhere is a link, whatever its message calls it.
    private static int Links(MessageBody body) =>
        Links(body.Text) + (body is { FileId: 0, Data: not null } && MessageFile.Of(body)?.Url is not null ? 1 : 0);

    /// <summary>How many links a text holds.</summary>
    internal static int Links(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = text.IndexOfAny(':', '.'); at >= 0; at = text.IndexOfAny(':', '.'))
        {
            if (text[at..].StartsWith("://") || (text[at] == '.' && EndsInName(text[..at])))
                count++;
            text = text[(at + 1)..];
        }

        return count;
    }

    // "www", but not that of "https://www", which is counted already.
    private static bool EndsInName(ReadOnlySpan<char> before) => before.EndsWith("www", StringComparison.OrdinalIgnoreCase) && !before[..^3].EndsWith("//");
}
