using Parley.Conversations;
using Parley.Dialects.Json;
using Parley.Dialects.Web.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Web;

internal sealed partial class WebEvents
{
    private async Task TypeAsync(WebCall call, WebInbound data)
    {
        if (data.ContactId.IsMissing)
            call.Missing("contactId");
        else if (data.IsTyping is not { } isTyping)
            call.Missing("isTyping");
        else if (data.ContactId.User.IsNone)
            call.Refuse(ChatError.UserNotFound);
        else
            call.Answer(await typing.ToPeerAsync(call.Me, data.ContactId.User, isTyping, call.Connection, CancellationToken.None));
    }

    private async Task ReadAsync(WebCall call, WebInbound data)
    {
        var (me, device) = (call.Me, call.Connection.Device);
        if (data.ContactId.IsMissing)
            call.Missing("contactId");
        else if (data.ContactId.User == me.Id)
            call.Refuse(ChatError.SelfTarget);
        else if (data.ContactId.User.IsNone || await directs.FindAsync(me, data.ContactId.User, CancellationToken.None) is not { } direct)
            call.Refuse(ChatError.UserNotFound);
        else if (data.MessageIds is { Length: > 0 } ids)
            call.Answer(await history.MarkReadAsync(me, direct.Id, [.. ids.Select(id => id.Message)], device, durable: false, CancellationToken.None));
        else
            call.Answer(await history.MarkAllReadAsync(me, direct.Id, device, durable: false, CancellationToken.None));
    }

    private async Task SyncAsync(WebCall call, WebInbound data)
    {
        if (data.By is not (null or "rev" or "seq"))
        {
            call.Refuse(new Refusal(ChatError.InvalidField, "by"));
            return;
        }

        var known = new Dictionary<ConversationId, long>();
        foreach (var (text, number) in data.Conversations ?? [])
        {
            if (WireId.Parse(text).Conversation is { IsNone: false } id)
                known[id] = number;
        }

        var answer = await sync.ReadAsync(call.Me, known, data.By == "seq", CancellationToken.None);
        if (!answer.IsOk)
        {
            call.Refuse(answer.Refusal);
            return;
        }

        var shown = answer.Value.Conversations.Where(one => one.Conversation.Kind == ConversationKind.Direct);
        var synced = new WebSynced(answer.Value.Generation, [.. shown.Select(one => Of(one, call.Me.Id))]);
        call.Ok(synced, WebJson.Wire.WebEnvelopeWebSynced);
    }

    private WebSyncedConversation Of(SyncedConversation synced, UserId viewer)
    {
        var direct = synced.Conversation;
        return new WebSyncedConversation(
            direct.Id.Value,
            direct.PeerOf(viewer).Value,
            direct.LastSeq,
            direct.Rev,
            [.. synced.Participants.Select(one => new WebPointer(one.UserId.Value, one.ReadSeq, one.DeliveredSeq))],
            [
                .. synced.Messages.Where(message => !synced.Hidden.Contains(message.Id)).Select(message => WebMessage.Of(
                    message,
                    direct,
                    synced.Participants.Any(one => one.UserId != message.SenderId && one.ReadSeq >= message.Seq),
                    time,
                    urls)),
            ],
            synced.HasMore);
    }
}
