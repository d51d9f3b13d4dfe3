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
        if (body.Lacking() is { } field)
            return Answers.Missing(field);
        if (body.Refuse(out var type) is { } refused)
            return refused.ToResult();

        var me = http.Caller().Account;
        var content = await ContentOfAsync(me, body, type, cancel);
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

    private async ValueTask<Outcome<MessageBody>> ContentOfAsync(Account me, RoomsInbound body, MessageType type, CancellationToken cancel)
    {
        var content = body.HasFile
            ? await attachments.AttachAsync(me, body.Mention(urls, body.MessageType is null ? null : type), cancel)
            : new MessageBody(type, body.Content!);
        return content.IsOk && MessageText.Refuse(content.Value, RoomsOptions.MaxTextLength) is { } bad ? bad : content;
    }

    // Whether the caller is in a conversation is asked where it is written.
    private async ValueTask<Outcome<ConversationId>> TargetOfAsync(Account me, RoomsInbound body, ContactPolicy policy, CancellationToken cancel) =>
        body.ChatId.IsMissing ? await opening.OpenAsync(me, body.ReceiverId.User, policy, cancel) : body.ChatId.Conversation;
}
