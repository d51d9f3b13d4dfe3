using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>/api/v1/chat/conversations</c> (document 001, 2.1): the list, one of them, what one does to it.</summary>
internal static class ConversationRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", ListAsync)
            .Describe("One's conversations, newest activity first.", answers: ChatJson.Wire.PagedEnvelopeChatView, query: "isActive page limit");
        group.MapPost("/", OpenAsync).Describe("Opens or finds a conversation, or makes a group.", ChatJson.Default.OpenBody, ChatJson.Wire.EnvelopeChatView);
        group.MapGet("/{id}", FindAsync).Describe("A conversation.", answers: ChatJson.Wire.EnvelopeChatView);
        group.MapPatch("/{id}", ChangeRoute.ChangeAsync)
            .Describe("Archives a conversation for oneself, or renames a group.", ChatJson.Default.ChatPatchBody, ChatJson.Wire.EnvelopeChatView);
        group.MapGet("/{id}/messages", HistoryRoute.ReadAsync)
            .Describe("A conversation's messages; page 1 is the newest, and reading it marks it as read.", answers: ChatJson.Wire.PagedEnvelopeMessageView, query: "before after around page limit");
        group.MapPost("/{id}/messages", (HttpContext http, string id, ChatSender sender, CancellationToken cancel) =>
            sender.SendAsync(http, WireId.Parse(id).Conversation, cancel))
            .Describe("Sends a message.", ChatJson.Default.ChatInbound, ChatJson.Wire.EnvelopeMessageView);
        group.MapPost("/{id}/read", ReadRoute.ReadAsync)
            .Describe("Marks all up to a message as read.", ChatJson.Default.ChatReadBody, ChatJson.Wire.EnvelopeReadView);
        group.MapPost("/{id}/members", MemberRoutes.AddAsync).Describe("Brings people into a group.", ChatJson.Default.MembersBody, ChatJson.Wire.EnvelopeChatView);
        group.MapDelete("/{id}/members/{userId}", MemberRoutes.RemoveAsync)
            .Describe("Takes somebody out of a group, or leaves it.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Chats chats, ChatViews views, CancellationToken cancel)
    {
        var asked = Paginations.Read(http);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        var isActive = http.Request.Query["isActive"].ToString();
        if (isActive is not ("" or "true" or "false"))
            return FieldRules.Invalid("isActive").ToResult();
        var me = http.Caller().Account;
        var page = await chats.ListAsync(me, isActive == "false", asked.Value.Page, asked.Value.Limit, cancel);
        return page.IsOk
            ? Answers.Json(
                new PagedEnvelope<ChatView>(await views.OfAsync(me, page.Value.Items, cancel), asked.Value with { Total = page.Value.Total }),
                ChatJson.Wire.PagedEnvelopeChatView)
            : page.Refusal.ToResult();
    }

    private static async Task<IResult> OpenAsync(HttpContext http, ChatOpening opening, ChatViews views, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ChatJson.Default.OpenBody);
        if (body is null)
            return refusal!;
        if (body.TargetUserId.IsMissing && body.ParticipantIds is null)
            return Answers.Missing("targetUserId");
        var me = http.Caller().Account;
        var opened = await opening.OpenAsync(me, body, cancel);
        return opened.IsOk
            ? MarketResults.Ok(await views.OfAsync(me, opened.Value, cancel), ChatJson.Wire.EnvelopeChatView)
            : opened.Refusal.ToResult();
    }

    private static async Task<IResult> FindAsync(HttpContext http, string id, Chats chats, ChatViews views, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var found = await chats.FindAsync(me, WireId.Parse(id).Conversation, cancel);
        return found.IsOk
            ? MarketResults.Ok(await views.OfAsync(me, found.Value, cancel), ChatJson.Wire.EnvelopeChatView)
            : found.Refusal.ToResult();
    }
}
