using System.Globalization;
using Parley.Primitives;

namespace Parley.Push;

/// <summary>What a job of a mail of unread messages is about: a person alone, so that what is told is read when it is sent.</summary>
/// <param name="UserId">To whom.</param>
public sealed record MessageMailJob(UserId UserId)
{
    /// <summary>The kind of such jobs.</summary>
    public const string Kind = "mail.messages";

    /// <summary>As a job's payload, and as its key: the id.</summary>
    public string ToPayload() => UserId.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of a job's payload; null where it is none.</summary>
    public static MessageMailJob? Of(string payload) =>
        long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? new MessageMailJob(new UserId(user)) : null;
}
