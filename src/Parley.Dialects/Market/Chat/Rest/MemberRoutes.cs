using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Rest;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>/api/v1/chat/conversations/:id/members</c>: who comes into a group and goes. Who removes itself leaves.</summary>
internal static class MemberRoutes
{
    public static async Task<IResult> AddAsync(HttpContext http, string id, Groups.Groups groups, Chats chats, ChatViews views, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ChatJson.Default.MembersBody);
        if (body is null)
            return refusal!;
        if (body.UserIds is not { } users)
            return Answers.Missing("userIds");
        var (me, conversation) = (http.Caller().Account, WireId.Parse(id).Conversation);
        var added = await groups.AddAsync(me, conversation, [.. users.Select(user => user.User)], cancel);
        return added.IsOk ? await AnswerAsync(me, conversation, chats, views, cancel) : added.Refusal.ToResult();
    }

    public static async Task<IResult> RemoveAsync(
        HttpContext http, string id, string userId, Groups.Groups groups, Chats chats, ChatViews views, CancellationToken cancel)
    {
        var (me, conversation, user) = (http.Caller().Account, WireId.Parse(id).Conversation, WireId.Parse(userId).User);
        var removed = await groups.RemoveAsync(me, conversation, user, cancel);
        if (!removed.IsOk)
            return removed.Refusal.ToResult();
        return user == me.Id ? MarketResults.Nothing : await AnswerAsync(me, conversation, chats, views, cancel);
    }

    private static async Task<IResult> AnswerAsync(Account me, ConversationId id, Chats chats, ChatViews views, CancellationToken cancel)
    {
        var found = await chats.FindAsync(me, id, cancel);
        return found.IsOk
            ? MarketResults.Ok(await views.OfAsync(me, found.Value, cancel), ChatJson.Wire.EnvelopeChatView)
            : found.Refusal.ToResult();
    }
}
