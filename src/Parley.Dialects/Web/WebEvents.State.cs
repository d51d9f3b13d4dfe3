using Parley.Conversations;
using Parley.Dialects.Json;
using Parley.Dialects.Sockets;
using Parley.Dialects.Web.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Web;

internal sealed partial class WebEvents
{
    private async Task TypeAsync(SocketCall call, WebInbound data)
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

    private async Task ReadAsync(SocketCall call, WebInbound data)
    {
        if (data.ContactId.IsMissing)
        {
            call.Missing("contactId");
            return;
        }

        if (data.ContactId.IsInvalid)
        {
            call.Refuse(new Refusal(ChatError.InvalidField, "contactId"));
            return;
        }

        var ids = data.MessageIds?.Select(id => id.Message).ToArray();
        var read = await directs.MarkReadAsync(call.Me, data.ContactId.User, ids, call.Connection.Device, CancellationToken.None);
        if (read.IsOk)
            call.Ack.Enqueue(new WebEnvelope<WebAffected>(new WebAffected(read.Value)), WebJson.Wire.WebEnvelopeWebAffected);
        else
            call.Refuse(read.Refusal);
    }

    private async Task SyncAsync(SocketCall call, WebInbound data)
    {
        if (data.By is not (null or "rev" or "seq"))
        {
            call.Refuse(new Refusal(ChatError.InvalidField, "by"));
            return;
        }

        var answer = await sync.ReadAsync(call.Me, SyncedNumbers.Read(data.Conversations), data.By == "seq", ConversationKind.Direct, CancellationToken.None);
        if (!answer.IsOk)
        {
            call.Refuse(answer.Refusal);
            return;
        }

        var synced = new WebSynced(answer.Value.Generation, [.. answer.Value.Conversations.Select(one => Of(one, call.Me.Id))]);
        call.Ack.Enqueue(new WebEnvelope<WebSynced>(synced), WebJson.Wire.WebEnvelopeWebSynced);
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
