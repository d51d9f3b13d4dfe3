using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Files;
using Parley.Dialects.Social.Frames;
using Parley.Dialects.Social.Wire;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>What a signed-in person's frames do. Each is answered or refused by a frame; nothing a client sends throws.</summary>
internal sealed partial class SocialEvents(
    MessageSender sender,
    MessageHistory history,
    DirectConversations directs,
    DirectOpening opening,
    ConversationSync sync,
    AccountDirectory accounts,
    Attachments attachments,
    FileUrls urls,
    Typing typing,
    PresenceTracker presence,
    RateLimiter limiter,
    RateLimits limits)
{
    /// <summary>One frame; the next waits for it.</summary>
    public ValueTask HandleAsync(SocialConnection connection, InboundFrame frame)
    {
        switch (frame.Type)
        {
            case "ping":
                connection.Socket.Beat();
                return ValueTask.CompletedTask;
            case "chat":
                return ChatAsync(connection, frame);
            case "typing":
                return TypingAsync(connection, frame.Data);
            case "status":
                SetStatus(connection, frame.Data);
                return ValueTask.CompletedTask;
            case "auth":
                return IsTooMany(connection, limits.Renewals) ? ValueTask.CompletedTask : connection.Socket.RenewAsync(connection, frame.Token);
            case null:
                connection.Refuse(FrameFault.MissingField, "type");
                return ValueTask.CompletedTask;
            default:
                connection.Refuse(FrameFault.UnknownType, tempId: frame.Data?.TempId);
                return ValueTask.CompletedTask;
        }
    }

    private ValueTask ChatAsync(SocialConnection connection, InboundFrame frame)
    {
        var data = frame.Data;
        switch (frame.Action)
        {
            case null:
                connection.Refuse(FrameFault.MissingField, "action", data?.TempId);
                return ValueTask.CompletedTask;
            case "send" or "read" or "delivered" or "recall" or "sync" when data is null:
                connection.Refuse(FrameFault.MissingField, "data");
                return ValueTask.CompletedTask;
            case "send":
                return SendAsync(connection, data!);
            case "read" or "delivered" when IsTooMany(connection, limits.Reads):
            case "recall" when IsTooMany(connection, limits.Recalls):
            case "sync" when IsTooMany(connection, limits.Syncs):
                return ValueTask.CompletedTask;
            case "read":
                return new ValueTask(ReadAsync(connection, data!));
            case "delivered":
                return new ValueTask(DeliveredAsync(connection, data!));
            case "recall":
                return new ValueTask(RecallAsync(connection, data!));
            case "sync":
                return new ValueTask(SyncAsync(connection, data!));
            default:
                connection.Refuse(FrameFault.UnknownAction, tempId: data?.TempId);
                return ValueTask.CompletedTask;
        }
    }

    private async ValueTask TypingAsync(SocialConnection connection, InboundData? data)
    {
        if (data is null)
            connection.Refuse(FrameFault.MissingField, "data");
        else if (data.IsTyping is not { } isTyping)
            connection.Refuse(FrameFault.MissingField, "is_typing");
        else if (!data.GroupId.IsMissing)
            Answer(connection, await typing.ToConversationAsync(connection.Account, data.GroupId.Conversation, isTyping, connection, CancellationToken.None));
        else if (data.ReceiverId.IsMissing)
            connection.Refuse(FrameFault.MissingField, "receiver_id");
        else if (data.ReceiverId.IsInvalid)
            connection.Refuse(new Refusal(ChatError.InvalidField, "receiverId"));
        else if (data.ReceiverId.User is { IsNone: false } peer)
            Answer(connection, await typing.ToPeerAsync(connection.Account, peer, isTyping, connection, CancellationToken.None));
        else
            connection.Refuse(ChatError.UserNotFound);
    }

    private void SetStatus(SocialConnection connection, InboundData? data)
    {
        if (data is null)
            connection.Refuse(FrameFault.MissingField, "data");
        else if (data.Status is null)
            connection.Refuse(FrameFault.MissingField, "status");
        else if (!WireWords.TryParse(data.Status, out PresenceStatus status))
            connection.Refuse(new Refusal(ChatError.InvalidField, "status"));
        else if (limiter.Take(limits.Status, connection.Account.Id.Value) is null)
            presence.SetStatus(connection.Account.Id, status);
    }

    private bool IsTooMany(SocialConnection connection, RateLimit limit)
    {
        if (limiter.Take(limit, connection.Account.Id.Value) is not { } tooMany)
            return false;
        connection.Refuse(tooMany);
        return true;
    }

    private static void Answer(SocialConnection connection, Outcome<Unit> outcome)
    {
        if (!outcome.IsOk)
            connection.Refuse(outcome.Refusal);
    }
}
