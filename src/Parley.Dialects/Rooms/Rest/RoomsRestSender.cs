using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Rooms.Wire;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Rooms.Rest;

/// <summary>Sends over REST: the same way in as <c>send_message</c>, with an answer to wait for.</summary>
internal sealed class RoomsRestSender(
    MessageSender sender,
    DirectOpening opening,
    Attachments attachments,
    FileUrls urls,
    TenantDirectory tenants,
    RoomsOptions options,
    RateLimits limits,
    RoomsViews views)
{
    /// <summary>Sends the request's body. What is wrong with it by itself is told first, so that it opens no conversation.</summary>
    public async Task<IResult> SendAsync(HttpContext http, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, RoomsJson.Default.RoomsInbound);
        if (body is null)
            return refusal!;
        var hasFile = !string.IsNullOrEmpty(body.FileUrl);
        if (body.ChatId.IsMissing && body.ReceiverId.IsMissing)
            return Answers.Missing("chat_id");
        if (body.Content is null && !hasFile)
            return Answers.Missing("content");
        if (!RoomsWords.TryParse(body.MessageType, out var type))
            return Answers.Refuse(ChatError.InvalidField, "messageType");
        if (type is MessageType.Image or MessageType.File or MessageType.Voice && !hasFile)
            return Answers.Missing("file_url");
        if (!body.ReplyTo.IsMissing && body.ReplyTo.Message.IsNone)
            return Answers.Refuse(ChatError.MessageNotFound);

        var me = http.Caller().Account;
        var content = await ContentOfAsync(me, body, type, hasFile, cancel);
        if (!content.IsOk)
            return content.Refusal.ToResult();
        var policy = await PolicyAsync(me, cancel);
        var target = await TargetOfAsync(me, body, policy, cancel);
        return target.IsOk ? await SendAsync(me, body, content.Value, target.Value, policy, cancel) : target.Refusal.ToResult();
    }

    /// <summary>Who may write to whom here, for the caller's tenant.</summary>
    public ValueTask<ContactPolicy> PolicyAsync(Account me, CancellationToken cancel) =>
        tenants.ContactPolicyAsync(me.TenantId, options.ContactPolicy, cancel);

    private async Task<IResult> SendAsync(
        Account me, RoomsInbound body, MessageBody content, ConversationId target, ContactPolicy policy, CancellationToken cancel)
    {
        var send = new AwaitedSend
        {
            ConversationId = target,
            Sender = me,
            Body = content,
            ReplyTo = body.ReplyTo.IsMissing ? null : body.ReplyTo.Message,
            TempId = body.TempId,
            Policy = policy,
            MaxTextLength = RoomsOptions.MaxTextLength,
            Rate = limits.Messages,
        };
        sender.Send(send);
        await send.Done;
        if (send.Refusal is { } refused)
            return refused.ToResult();
        var record = send.IsRepeat ? await views.OfAsync(send.Sender.Id, send.Message!, send.Conversation!, cancel) : views.OfNew(send.Message!, send.Conversation!);
        return RoomsResults.Ok(
            record with { TempId = send.TempId },
            RoomsJson.Wire.RoomsEnvelopeRoomsMessage,
            send.IsRepeat ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private async ValueTask<Outcome<MessageBody>> ContentOfAsync(Account me, RoomsInbound body, MessageType type, bool hasFile, CancellationToken cancel)
    {
        var content = hasFile
            ? await attachments.AttachAsync(me, body.Mention(urls, body.MessageType is null ? null : type), cancel)
            : new MessageBody(type, body.Content!);
        return content.IsOk && MessageText.Refuse(content.Value, RoomsOptions.MaxTextLength) is { } bad ? bad : content;
    }

    private async ValueTask<Outcome<ConversationId>> TargetOfAsync(Account me, RoomsInbound body, ContactPolicy policy, CancellationToken cancel)
    {
        if (!body.ChatId.IsMissing)
            return body.ChatId.Conversation.IsNone ? ChatError.ConversationNotFound : body.ChatId.Conversation; // who is in it is asked where it is written
        var receiver = body.ReceiverId.User;
        return receiver.IsNone ? ChatError.UserNotFound : await opening.OpenAsync(me, receiver, policy, cancel);
    }
}
