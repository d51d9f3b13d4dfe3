using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Rest;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Market.Chat;

/// <summary>Sends over REST: the same way in as <c>send-message</c>, with an answer to wait for.</summary>
internal sealed class ChatSender(
    MessageSender sender, Attachments attachments, FileUrls urls, TenantDirectory tenants, MarketOptions options, RateLimits limits, ChatViews views)
{
    /// <summary>Who may write to whom here, for the caller's tenant.</summary>
    public ValueTask<ContactPolicy> PolicyAsync(Account me, CancellationToken cancel) =>
        tenants.ContactPolicyAsync(me.TenantId, options.ContactPolicy, cancel);

    /// <summary>Sends the request's body into a conversation; whether the caller is in it is asked where it is written.</summary>
    public async Task<IResult> SendAsync(HttpContext http, ConversationId conversation, CancellationToken cancel)
    {
        var (data, refusal) = await Answers.BodyAsync(http, ChatJson.Default.ChatInbound);
        if (data is null)
            return refusal!;
        if (ChatContent.Lacking(data) is { } field)
            return Answers.Missing(field);
        var content = ChatContent.Read(data, urls);
        if (!content.IsOk)
            return content.Refusal.ToResult();
        if (conversation.IsNone)
            return Answers.Refuse(ChatError.ConversationNotFound);
        var me = http.Caller().Account;
        var body = content.Value.File is { } file ? await attachments.AttachAsync(me, file, cancel) : content.Value.Body!;
        return body.IsOk ? await SendAsync(me, conversation, data, body.Value, cancel) : body.Refusal.ToResult();
    }

    private async Task<IResult> SendAsync(Account me, ConversationId conversation, ChatInbound data, MessageBody body, CancellationToken cancel)
    {
        var send = new AwaitedSend
        {
            ConversationId = conversation,
            Sender = me,
            Body = body,
            ReplyTo = data.ReplyToId.IsMissing ? null : data.ReplyToId.Message,
            TempId = data.ClientId,
            Policy = await PolicyAsync(me, cancel),
            MaxTextLength = options.MaxTextLength,
            Rate = limits.Messages,
        };
        sender.Send(send);
        await send.Done;
        if (send.Refusal is { } refused)
            return ChatNames.Of(refused).ToResult();
        var view = await views.OfAsync(me, send.Message!, send.Conversation!, cancel);
        return MarketResults.Ok(view with { ClientId = send.TempId }, ChatJson.Wire.EnvelopeMessageView);
    }
}
