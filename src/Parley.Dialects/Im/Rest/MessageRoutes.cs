using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Im.Wire;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Im.Rest;

/// <summary><c>/api/im/send</c>, <c>history</c>, <c>unread</c>, <c>read</c>, <c>recall</c> (document 000, 7).</summary>
internal static class MessageRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/send", SendAsync).Describe("Sends a message to a room or a user.", ImJson.Default.ImSendBody, ImJson.Wire.ImMessage);
        group.MapGet("/history", HistoryAsync)
            .Describe("A room's messages or those with a user, newest page first.", answers: ImJson.Wire.ImMessageArray, query: "orderId peerId before limit");
        group.MapGet("/unread", UnreadAsync).Describe("How much is unread, by room and user.", answers: ImJson.Wire.ImUnreadArray);
        group.MapPost("/read", ReadAsync).Describe("Marks all up to a message as read.", ImJson.Default.ImTargetBody, ImJson.Wire.ImUnread);
        group.MapPost("/recall", RecallAsync).Describe("Recalls a message of one's own, within two minutes.", ImJson.Default.ImTargetBody, ImJson.Wire.ImMessage);
    }

    private static async Task<IResult> SendAsync(
        HttpContext http, ImSender drafts, MessageSender sender, RateLimits limits, FileUrls urls, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ImJson.Default.ImSendBody);
        if (body is null)
            return refusal!;
        var me = http.Caller().Account;
        var drafted = await drafts.DraftAsync(me, body, cancel);
        if (!drafted.IsOk)
            return drafted.ToResult();
        var draft = drafted.Draft;
        var send = new AwaitedSend
        {
            ConversationId = draft.Conversation,
            Sender = me,
            Body = draft.Body,
            TempId = body.TempId,
            Policy = draft.Policy,
            Rate = limits.Messages,
        };
        sender.Send(send);
        await send.Done;
        return send.Refusal is { } refused
            ? refused.ToResult()
            : Answers.Json(ImMessage.Of(send.Message!, send.Conversation!, urls) with { TempId = body.TempId }, ImJson.Wire.ImMessage);
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, ImTargets targets, MessageHistory history, FileUrls urls, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        if (!TryReadBefore(http, out var before))
            return Answers.Refuse(ChatError.InvalidField, "before");
        var (order, peer) = (Answers.QueryId(http, "orderId"), Answers.QueryId(http, "peerId"));
        if (order.IsMissing && peer.IsMissing)
            return Answers.Missing("orderId");
        var me = http.Caller().Account;
        var found = await targets.FindAsync(me, order, peer, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        if (found.Value is not { } conversation)
            return Answers.Json([], ImJson.Wire.ImMessageArray);
        var page = await history.PageBeforeTimeAsync(me, conversation.Id, before, limit, cancel);
        return page.IsOk
            ? Answers.Json([.. page.Value.Messages.Select(message => ImMessage.Of(message, conversation, urls))], ImJson.Wire.ImMessageArray)
            : page.Refusal.ToResult();
    }

    private static async Task<IResult> UnreadAsync(HttpContext http, MessageHistory history, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var views = await history.ListAsync(me, cancel);
        return Answers.Json(
            [.. views.Where(view => view.Conversation.Kind != ConversationKind.Group).Select(view => Of(view.Conversation, view.Participant))],
            ImJson.Wire.ImUnreadArray);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, ImTargets targets, MessageHistory history, Access access, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ImJson.Default.ImTargetBody);
        if (body is null)
            return refusal!;
        if (body.OrderId.IsMissing && body.PeerId.IsMissing)
            return Answers.Missing("orderId");
        var me = http.Caller().Account;
        var found = await targets.FindAsync(me, body.OrderId, body.PeerId, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        if (found.Value is not { } conversation)
            return body.MessageId.IsMissing ? Answers.Json(new ImUnread(null, body.PeerId.User.Value, 0), ImJson.Wire.ImUnread) : Answers.Refuse(ChatError.MessageNotFound);
        var read = body.MessageId.IsMissing
            ? await history.MarkAllReadAsync(me, conversation.Id, device: null, durable: true, cancel)
            : await history.MarkReadAsync(me, conversation.Id, [body.MessageId.Message], device: null, durable: true, cancel);
        if (!read.IsOk)
            return read.Refusal.ToResult();
        var entered = await access.EnterAsync(me, conversation.Id, cancel);
        return entered.IsOk
            ? Answers.Json(Of(entered.Value.Conversation, entered.Value.Participant), ImJson.Wire.ImUnread)
            : entered.Refusal.ToResult();
    }

    private static async Task<IResult> RecallAsync(HttpContext http, MessageHistory history, FileUrls urls, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ImJson.Default.ImTargetBody);
        if (body is null)
            return refusal!;
        if (body.MessageId.IsMissing)
            return Answers.Missing("messageId");
        var recalled = await history.RecallAsync(http.Caller().Account, body.MessageId.Message, cancel);
        return recalled.IsOk
            ? Answers.Json(ImMessage.Of(recalled.Value.Message, recalled.Value.Conversation, urls), ImJson.Wire.ImMessage)
            : recalled.Refusal.ToResult();
    }

    private static ImUnread Of(Conversation conversation, Participant me)
    {
        var unread = Unread.Count(conversation, me);
        return conversation.Kind == ConversationKind.Direct
            ? new ImUnread(null, conversation.PeerOf(me.UserId).Value, unread)
            : new ImUnread(conversation.OrderId.Value, null, unread);
    }

    private static bool TryReadBefore(HttpContext http, out long? before)
    {
        before = null;
        var text = http.Request.Query["before"].ToString();
        if (text.Length == 0)
            return true;
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms);
        before = ms;
        return isNumber;
    }
}
