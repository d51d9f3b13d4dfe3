using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Web.Wire;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Web.Rest;

/// <summary><c>/api/web/messages</c> (document 004, 3.3.1 to 3.3.4).</summary>
internal static class MessageRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/search", SearchRoute.FindAsync)
            .Describe("Finds messages, newest first.", answers: WebJson.Wire.WebEnvelopeWebPageWebMessage, query: "keyword start_time end_time page page_size");
        group.MapGet("/{contactId}", ListAsync).Describe("The messages with a user.", answers: WebJson.Wire.WebEnvelopeWebPageWebMessage, query: "page page_size");
        group.MapPost("", SendAsync).Describe("Sends a message.", WebJson.Default.WebSendBody, WebJson.Wire.WebEnvelopeWebMessage);
        group.MapPut("/read", ReadAsync).Describe("Marks messages as read.", WebJson.Default.WebReadBody, WebJson.Wire.WebEnvelopeWebAffected);
        group.MapPut("/{id}/recall", RecallAsync).Describe("Recalls a message of one's own, within two minutes.", answers: WebJson.Wire.WebEnvelopeWebAffected);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, string contactId, DirectMessages messages, WebTime time, FileUrls urls, CancellationToken cancel)
    {
        if (!WebAnswers.TryPage(http, out var page, out var size, out var refusal))
            return refusal!;
        var me = http.Caller().Account;
        var found = await messages.PageAsync(me, WireId.Parse(contactId).User, page, size, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        var records = found.Value.Messages.Select(message =>
            WebMessage.Of(message, found.Value.Conversation!, found.Value.IsRead(message, me.Id), time, urls));
        return WebAnswers.Ok(new WebPage<WebMessage>([.. records], found.Value.Total, page, size), WebJson.Wire.WebEnvelopeWebPageWebMessage);
    }

    private static async Task<IResult> SendAsync(
        HttpContext http, WebSender sender, RateLimits limits, WebTime time, FileUrls urls, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, WebJson.Default.WebSendBody);
        if (body is null)
            return refusal!;
        if (body.Lacking() is { } field)
            return Answers.Missing(field);
        var me = http.Caller().Account;
        var plan = await sender.PlanAsync(me, body, cancel);
        if (!plan.IsOk)
            return plan.Refusal.ToResult();
        var send = new AwaitedSend
        {
            ConversationId = plan.Value.Conversation ?? default,
            Sender = me,
            Body = plan.Value.Body,
            TempId = body.TempId,
            Policy = plan.Value.Policy,
            Rate = limits.Messages,
        };
        sender.Send(send, plan.Value);
        await send.Done;
        if (send.Refusal is { } refused)
            return refused.ToResult();
        var message = WebMessage.Of(send.Message!, send.Conversation!, isRead: false, time, urls) with { TempId = body.TempId };
        return WebAnswers.Ok(message, WebJson.Wire.WebEnvelopeWebMessage);
    }

    private static async Task<IResult> RecallAsync(HttpContext http, string id, MessageHistory history, CancellationToken cancel)
    {
        var (me, message) = (http.Caller().Account, WireId.Parse(id).Message);
        var found = await history.FindAsync(me, message, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        if (found.Value.Conversation.Kind != ConversationKind.Direct)
            return Answers.Refuse(ChatError.MessageNotFound); // a room's: this surface shows none
        var recalled = await history.RecallAsync(me, message, cancel);
        return recalled.IsOk ? WebAnswers.Affected(recalled.Value.IsChanged ? 1 : 0) : recalled.Refusal.ToResult();
    }

    private static async Task<IResult> ReadAsync(HttpContext http, DirectMessages messages, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, WebJson.Default.WebReadBody);
        if (body is null)
            return refusal!;
        if (body.ContactId.IsMissing)
            return Answers.Missing("contactId");
        if (body.ContactId.IsInvalid)
            return FieldRules.Invalid("contactId").ToResult();
        var read = await messages.MarkReadAsync(
            http.Caller().Account, body.ContactId.User, body.MessageIds?.Select(id => id.Message).ToArray(), null, cancel);
        return read.IsOk ? WebAnswers.Affected(read.Value) : read.Refusal.ToResult();
    }
}
