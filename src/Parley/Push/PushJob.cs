using System.Globalization;
using Parley.Primitives;

namespace Parley.Push;

/// <summary>What a job of a push is about: ids alone, so that what is shown is read when it is sent.</summary>
/// <param name="UserId">To whom.</param>
/// <param name="MessageId">Of which message.</param>
public sealed record PushJob(UserId UserId, MessageId MessageId)
{
    /// <summary>The kind of such jobs.</summary>
    public const string Kind = "push";

    /// <summary>As a job's payload: both ids with a blank between them.</summary>
    public string ToPayload() => string.Create(CultureInfo.InvariantCulture, $"{UserId.Value} {MessageId.Value}");

    /// <summary>Of a job's payload; null where it is none.</summary>
    public static PushJob? Of(string payload) =>
        payload.Split(' ') is [var user, var message]
        && long.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            ? new PushJob(new UserId(to), new MessageId(of))
            : null;
}
