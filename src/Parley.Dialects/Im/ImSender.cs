using Parley.Accounts;
using Parley.Dialects.Files;
using Parley.Dialects.Im.Wire;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;
using Parley.Rooms;
using Parley.Tenants;

namespace Parley.Dialects.Im;

/// <summary>
/// What REST and the WebSocket share of a send: reads the message, and finds its conversation. What is wrong with the message by itself is told first, so
/// that it opens none.
/// </summary>
internal sealed class ImSender(
    DirectOpening opening,
    OrderRooms rooms,
    Attachments attachments,
    FileUrls urls,
    TenantDirectory tenants,
    ImOptions options)
{
    private static readonly double MostSeconds = TimeSpan.FromDays(1).TotalSeconds;

    /// <summary>Makes a draft.</summary>
    public async ValueTask<ImDrafted> DraftAsync(Account me, ImSendBody sent, CancellationToken cancel)
    {
        if (Check(sent, out var type) is { } fault)
            return fault;
        var body = await BodyAsync(me, type, sent.Payload!, cancel);
        if (!body.IsOk)
            return ImDrafted.Refuse(body.Refusal);
        if (MessageText.Refuse(body.Value, MessageText.DefaultMaxLength) is { } badText)
            return ImDrafted.Refuse(badText);
        var policy = await tenants.ContactPolicyAsync(me.TenantId, options.ContactPolicy, cancel);
        return sent.OrderId.IsMissing
            ? await ToPersonAsync(me, sent.ReceiverId.User, body.Value, policy, cancel)
            : await ToRoomAsync(me, sent, body.Value, policy, cancel);
    }

    private async ValueTask<ImDrafted> ToPersonAsync(Account me, UserId receiver, MessageBody body, ContactPolicy policy, CancellationToken cancel)
    {
        if (receiver.IsNone)
            return ImDrafted.Refuse(ChatError.UserNotFound);
        var opened = await opening.OpenAsync(me, receiver, policy, cancel);
        return opened.IsOk ? Of(new ImDraft(opened.Value, body, policy)) : ImDrafted.Refuse(opened.Refusal);
    }

    private async ValueTask<ImDrafted> ToRoomAsync(Account me, ImSendBody sent, MessageBody body, ContactPolicy policy, CancellationToken cancel)
    {
        if (sent.ReceiverId is { IsMissing: false, User.IsNone: true })
            return ImDrafted.Refuse(ChatError.UserNotFound);
        var room = await rooms.OpenForSendAsync(me, sent.OrderId.Order(), sent.ReceiverId.User, policy, cancel);
        return room.IsOk ? Of(new ImDraft(room.Value, body, policy)) : ImDrafted.Refuse(room.Refusal);
    }

    private ValueTask<Outcome<MessageBody>> BodyAsync(Account me, MessageType type, ImPayload payload, CancellationToken cancel) => type switch
    {
        MessageType.Image => AttachAsync(me, type, payload.Url!, payload, cancel),
        MessageType.Voice => AttachAsync(me, type, payload.Voice!, payload, cancel),
        MessageType.Location => new(new ImPlace(payload.Lat!.Value, payload.Lng!.Value, string.IsNullOrWhiteSpace(payload.Address) ? null : payload.Address).ToBody()),
        _ => new(new MessageBody(MessageType.Text, payload.Text!)),
    };

    private ValueTask<Outcome<MessageBody>> AttachAsync(Account me, MessageType type, string url, ImPayload payload, CancellationToken cancel)
    {
        var isOurs = urls.TryRead(url, out var file);
        return attachments.AttachAsync(
            me,
            new FileMention
            {
                Id = file,
                Url = isOurs ? null : url,
                Type = type,
                Text = payload.Text ?? "",
                Name = payload.Name,
                DurationMs = payload.Duration is { } seconds ? (long)(Math.Clamp(seconds, -1, MostSeconds + 1) * 1000) : null,
            },
            cancel);
    }

    // What the store need not be asked for.
    private static ImDrafted? Check(ImSendBody sent, out MessageType type)
    {
        type = default;
        if (sent.Type is null)
            return ImDrafted.Lacks("type");
        if (!ImWords.TryParse(sent.Type, out type))
            return Invalid("messageType");
        if (sent.OrderId.IsMissing && sent.ReceiverId.IsMissing)
            return ImDrafted.Lacks("receiverId");
        if (sent.OrderId.IsInvalid || sent.ReceiverId.IsInvalid)
            return Invalid(sent.OrderId.IsInvalid ? "orderId" : "receiverId");
        if (sent.Payload is not { } payload)
            return ImDrafted.Lacks("payload");
        return type switch
        {
            MessageType.Text when payload.Text is null => ImDrafted.Lacks("payload.text"),
            MessageType.Image when string.IsNullOrEmpty(payload.Url) => ImDrafted.Lacks("payload.url"),
            MessageType.Voice when string.IsNullOrEmpty(payload.Voice) => ImDrafted.Lacks("payload.voice"),
            MessageType.Location => CheckPlace(payload),
            _ => null,
        };
    }

    private static ImDrafted? CheckPlace(ImPayload payload)
    {
        if (payload.Lat is null || payload.Lng is null)
            return ImDrafted.Lacks(payload.Lat is null ? "payload.lat" : "payload.lng");
        if (payload.Lat is not (>= -90 and <= 90))
            return Invalid("payload.lat");
        if (payload.Lng is not (>= -180 and <= 180))
            return Invalid("payload.lng");
        return payload.Address?.Length > ImPlace.MaxAddress ? ImDrafted.Refuse(new Refusal(ChatError.InvalidField, "payload.address", ImPlace.MaxAddress)) : null;
    }

    private static ImDrafted Of(ImDraft draft) => new(draft, null, null);

    private static ImDrafted Invalid(string field) => ImDrafted.Refuse(new Refusal(ChatError.InvalidField, field));
}
