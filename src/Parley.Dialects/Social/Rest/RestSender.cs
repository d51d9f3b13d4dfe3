using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Social.Rest;

/// <summary>Sends over REST: the same way in as <c>chat/send</c>, with an answer to wait for.</summary>
internal sealed class RestSender(
    MessageSender sender,
    DirectOpening opening,
    Attachments attachments,
    FileUrls urls,
    TenantDirectory tenants,
    SocialOptions options,
    RateLimits limits,
    MessageViews views)
{
    /// <summary>Sends the request's body to a person.</summary>
    public async Task<IResult> SendToAsync(HttpContext http, UserId peer, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var policy = await tenants.ContactPolicyAsync(me.TenantId, options.ContactPolicy, cancel);
        var opened = await opening.OpenAsync(me, peer, policy, cancel);
        return opened.IsOk || opened.Refusal.Error == ChatError.NotFriends
            ? await SendAsync(http, opened.IsOk ? opened.Value : null, cancel)
            : opened.Refusal.ToResult();
    }

    /// <summary>Sends the request's body into a conversation.</summary>
    /// <param name="conversation">Null: the two are strangers, so whatever else is wrong with the body is told first.</param>
    public async Task<IResult> SendAsync(HttpContext http, ConversationId? conversation, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, SocialJson.Default.MessageBodyDto);
        if (body is null)
            return refusal!;
        var hasFile = FileMentions.IsNamed(body.FileId, body.FileUrl);
        if (body.Content is null && !hasFile)
            return Answers.Missing("content");
        if (!WireWords.TryParse(body.MessageType, out MessageType type))
            return Answers.Refuse(ChatError.InvalidField, "message_type");
        if (!body.ReplyTo.IsMissing && body.ReplyTo.Message.IsNone)
            return Answers.Refuse(ChatError.MessageNotFound);

        var me = http.Caller().Account;
        var content = hasFile ? await AttachAsync(me, body, body.MessageType is null ? null : type, cancel) : new MessageBody(type, body.Content!);
        if (!content.IsOk)
            return content.Refusal.ToResult();
        var send = new AwaitedSend
        {
            ConversationId = conversation ?? default,
            Sender = me,
            Body = content.Value,
            ReplyTo = body.ReplyTo.IsMissing ? null : body.ReplyTo.Message,
            TempId = body.TempId,
            Policy = await tenants.ContactPolicyAsync(me.TenantId, options.ContactPolicy, cancel),
            Rate = limits.SocialMessages,
        };
        if (conversation is null)
            sender.Refuse(send, ChatError.NotFriends);
        else
            sender.Send(send);
        await send.Done;
        if (send.Refusal is { } refused)
            return refused.ToResult();
        var items = await views.OfAsync(me, send.Conversation!, [send.Message!], cancel);
        return Answers.Json(
            items[0] with { TempId = body.TempId },
            SocialJson.Plain.MessageDto,
            send.IsRepeat ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private async ValueTask<Outcome<MessageBody>> AttachAsync(Account me, MessageBodyDto body, MessageType? type, CancellationToken cancel)
    {
        var mention = FileMentions.Read(urls, body.FileId, body.FileUrl, type, body.Content, body.FileName, body.Duration);
        return mention.IsOk ? await attachments.AttachAsync(me, mention.Value, cancel) : mention.Refusal;
    }
}
