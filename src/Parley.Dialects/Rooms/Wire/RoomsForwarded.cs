using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>The answer to <c>forward_messages</c>: <c>sent</c> when all is stored, <c>failed</c> when nothing is, else <c>partial</c>.</summary>
internal sealed record RoomsForwarded(string Status, IReadOnlyList<RoomsMessage> Messages, IReadOnlyList<RoomsForwardFailure>? Failures)
{
    /// <summary>The code of the first failure, where nothing is stored.</summary>
    public string? Code { get; init; }

    /// <summary>Its text.</summary>
    public string? Error { get; init; }

    public static RoomsForwarded Of(IReadOnlyList<ForwardedMessage> forwarded, FileUrls urls, Language language)
    {
        var stored = forwarded.Where(one => one.IsOk).Select(one => RoomsMessage.Of(one.Message!, one.Conversation!, isRead: false, urls)).ToList();
        var failures = forwarded.Where(one => !one.IsOk).Select(one => RoomsForwardFailure.Of(one, language)).ToList();
        var status = failures.Count == 0 ? "sent" : stored.Count == 0 ? "failed" : "partial";
        return new RoomsForwarded(status, stored, failures.Count == 0 ? null : failures)
        {
            Code = stored.Count == 0 ? failures.FirstOrDefault()?.Code : null,
            Error = stored.Count == 0 ? failures.FirstOrDefault()?.Error : null,
        };
    }
}

/// <summary>A message that a target did not take.</summary>
internal sealed record RoomsForwardFailure(string MessageId, string? ReceiverId, string? ChatId, string Code, string Error)
{
    public static RoomsForwardFailure Of(ForwardedMessage failed, Language language) => new(
        RoomsMessage.IdOf(failed.Source.Value),
        failed.Target.Receiver.IsNone ? null : RoomsMessage.IdOf(failed.Target.Receiver.Value),
        failed.Target.Conversation.IsNone ? null : RoomsMessage.IdOf(failed.Target.Conversation.Value),
        ErrorCodes.Of(((Refusal)failed.Refusal!).Error),
        ErrorTexts.Of((Refusal)failed.Refusal!, language));
}
