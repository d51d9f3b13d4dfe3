using Parley.Dialects.Rooms.Wire;
using Parley.Dialects.Sockets;
using Parley.Messages;
using Parley.SocketIO;

namespace Parley.Dialects.Rooms;

internal sealed partial class RoomsEvents
{
    private Task Send(SocketCall call, in RawEvent raw)
    {
        if (SocketCalls.Read(call, raw, RoomsJson.Default.RoomsInbound) is { } data && Draft(call, data) is { } draft)
            return sender.SendAsync(call.Connection, call.Ack, draft);
        call.Connection.Flush();
        return Task.CompletedTask;
    }

    private SocketDraft? Draft(SocketCall call, RoomsInbound data)
    {
        if (data.Lacking() is { } field)
            call.Missing(field, data.TempId);
        else if (data.Refuse(out var type) is { } refusal)
            call.Refuse(refusal, data.TempId);
        else
            return DraftOf(data, type);
        return null;
    }

    private SocketDraft DraftOf(RoomsInbound data, MessageType type) => new()
    {
        EventName = "send_message",
        Conversation = data.ChatId.Conversation,
        Peer = data.ChatId.IsMissing ? data.ReceiverId.User : default,
        Type = type,
        Text = data.Content ?? "",
        File = data.HasFile ? data.Mention(urls, data.MessageType is null ? null : type) : null,
        ReplyTo = data.ReplyTo.IsMissing ? null : data.ReplyTo.Message,
        TempId = data.TempId,
        MaxTextLength = RoomsOptions.MaxTextLength,
    };

    private async Task RecallAsync(SocketCall call, RoomsInbound data)
    {
        if (data.MessageId.IsMissing)
            call.Missing("message_id");
        else
            call.Answer(await history.RecallAsync(call.Me, data.MessageId.Message, CancellationToken.None)); // told to all, this one too
    }

    private async Task ForwardAsync(SocketCall call, RoomsInbound data)
    {
        if (data.MessageIds is null)
        {
            call.Missing("message_ids");
            return;
        }

        if (data.ReceiverIds is null && data.ChatIds is null)
        {
            call.Missing("receiver_ids");
            return;
        }

        var forwarded = await forwarder.ForwardAsync(
            call.Me,
            new Forwarding
            {
                Messages = [.. data.MessageIds.Select(id => id.Message)],
                Targets =
                [
                    .. (data.ReceiverIds ?? []).Select(id => ForwardTarget.To(id.User)),
                    .. (data.ChatIds ?? []).Select(id => ForwardTarget.To(id.Conversation)),
                ],
                TempId = data.TempId,
                Policy = call.Connection.Policy,
                Rate = limits.Messages,
                Origin = call.Ack.IsRequested ? call.Connection : null, // without an answer it hears of them as everybody does
            },
            CancellationToken.None);
        if (!forwarded.IsOk)
            call.Refuse(forwarded.Refusal.Field == "targets" ? forwarded.Refusal with { Field = data.ReceiverIds is null ? "chatIds" : "receiverIds" } : forwarded.Refusal);
        else if (!call.Ack.IsRequested && forwarded.Value.FirstOrDefault(one => !one.IsOk) is { Refusal: { } first })
            call.Refuse(first);
        else
            call.Ack.Enqueue(RoomsForwarded.Of(forwarded.Value, urls, call.Language), RoomsJson.Wire.RoomsForwarded);
    }
}
