namespace Parley.Push;

/// <summary>What is to be done, at a moment, about the conversations that a person may be told of.</summary>
/// <param name="Tell">Those that a mail tells of now.</param>
/// <param name="Drop">Those of which there is nothing to tell any more.</param>
/// <param name="Rest">When to look again at the others; null where there are none.</param>
public sealed record MailRound(IReadOnlyList<UnreadChat> Tell, IReadOnlyList<UnreadChat> Drop, TimeSpan? Rest)
{
    /// <summary>
    /// One mail tells of all that may be told, as soon as a message of one of them has lain long enough: two mails in a row would bother, and
    /// the person is away whichever waited.
    /// </summary>
    public static MailRound Of(IReadOnlyList<UnreadChat> chats, TimeSpan wait, long nowMs)
    {
        UnreadChat[] drop = [.. chats.Where(chat => !chat.HasNews && chat.Rest <= TimeSpan.Zero)];
        UnreadChat[] free = [.. chats.Where(chat => chat.HasNews && chat.Rest <= TimeSpan.Zero)];
        var isDue = free.Any(chat => WaitOf(chat) <= TimeSpan.Zero);
        var rests = chats.Where(chat => chat.Rest > TimeSpan.Zero).Select(chat => chat.Rest);
        if (!isDue)
            rests = rests.Concat(free.Select(WaitOf));
        return new MailRound(isDue ? free : [], drop, rests.Any() ? rests.Min() : null);

        TimeSpan WaitOf(UnreadChat chat) => wait - TimeSpan.FromMilliseconds(nowMs - chat.OldestAt);
    }
}
