using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Rooms.Wire;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Rooms.Rest;

/// <summary><c>/api/chat/chats</c>: the list of chats, what was said in one, and how far one has read.</summary>
internal static class ChatRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", ListAsync).Describe("One's chats, newest activity first.", answers: RoomsJson.Wire.RoomsEnvelopeRoomsChatArray, query: "before limit");
        group.MapGet("/{id}/messages", HistoryAsync)
            .Describe("A chat's messages, newest page first.", answers: RoomsJson.Wire.RoomsEnvelopeRoomsMessageArray, query: "before limit");
        group.MapPost("/{id}/read", ReadAsync).Describe("Marks messages as read.", RoomsJson.Default.RoomsInbound, RoomsJson.Wire.RoomsEnvelopeRoomsReadDone);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ConversationList list, RoomsViews views, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var before = Answers.QueryId(http, "before");
        var page = await list.PageAsync(http.Caller().Account, before.IsMissing ? null : before.Conversation, limit, cancel);
        return page.IsOk
            ? RoomsResults.Page([.. page.Value.Items.Select(views.Of)], page.Value.HasMore, RoomsJson.Wire.RoomsEnvelopeRoomsChatArray)
            : page.Refusal.ToResult();
    }

    private static async Task<IResult> HistoryAsync(
        HttpContext http, string id, Access access, MessageHistory history, RoomsViews views, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var me = http.Caller().Account;
        var chat = WireId.Parse(id).Conversation;
        var entered = await access.EnterAsync(me, chat, cancel);
        if (!entered.IsOk)
            return entered.Refusal.ToResult();
        var before = Answers.QueryId(http, "before");
        var page = await history.PageAsync(me, chat, before.IsMissing ? null : before.Message, limit, cancel);
        if (!page.IsOk)
            return page.Refusal.ToResult();
        var messages = await views.OfAsync(me.Id, [.. page.Value.Messages.Select(message => (message, entered.Value.Conversation))], cancel);
        return RoomsResults.Page(messages, page.Value.HasMore, RoomsJson.Wire.RoomsEnvelopeRoomsMessageArray);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string id, Access access, MessageHistory history, CancellationToken cancel)
    {
        RoomsInbound? body = null;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            (body, var refusal) = await Answers.BodyAsync(http, RoomsJson.Default.RoomsInbound);
            if (body is null)
                return refusal!;
        }

        if (body?.MessageIds is { Length: 0 })
            return Answers.Refuse(ChatError.InvalidField, "messageIds");
        var me = http.Caller().Account;
        var chat = WireId.Parse(id).Conversation;
        var read = body?.MessageIds is { } ids
            ? await history.MarkReadAsync(me, chat, [.. ids.Select(one => one.Message)], device: null, durable: true, cancel)
            : await history.MarkAllReadAsync(me, chat, device: null, durable: true, cancel);
        return read.IsOk ? await UnreadAsync(me, chat, access, cancel) : read.Refusal.ToResult();
    }

    private static async Task<IResult> UnreadAsync(Account me, ConversationId chat, Access access, CancellationToken cancel)
    {
        var entered = await access.EnterAsync(me, chat, cancel);
        if (!entered.IsOk)
            return entered.Refusal.ToResult();
        var (conversation, participant) = entered.Value;
        return RoomsResults.Ok(
            new RoomsReadDone(RoomsMessage.IdOf(chat.Value), Unread.Count(conversation, participant)), RoomsJson.Wire.RoomsEnvelopeRoomsReadDone);
    }
}
