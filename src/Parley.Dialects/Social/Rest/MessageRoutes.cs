using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>/api/v1/messages</c> (document 003, 9.2).</summary>
internal static class MessageRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/unread-count", UnreadAsync).Describe("How much is unread, by conversation.", answers: SocialJson.Plain.UnreadListDto);
        group.MapGet("/search", SearchRoute.FindAsync)
            .Describe("Finds messages, newest first.", answers: SocialJson.Plain.ListDtoMessageDto, query: "q type conversation_id from to before limit");
        group.MapGet("/{id}", ListAsync)
            .Describe("The messages with a user, newest page first.", answers: SocialJson.Plain.ListDtoMessageDto, query: "before limit");
        group.MapPost("/{id}", SendAsync).Describe("Sends a message to a user.", SocialJson.Default.MessageBodyDto, SocialJson.Plain.MessageDto, status: 201);
        group.MapPost("/{id}/read", ReadAsync).Describe("Marks all up to a message as read.", answers: SocialJson.Plain.ReadDto);
        group.MapPost("/{id}/recall", RecallAsync).Describe("Recalls a message of one's own, within two minutes.", answers: SocialJson.Plain.MessageDto);
        group.MapDelete("/{id}", DeleteAsync).Describe("Deletes a message for oneself.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, string id, DirectConversations directs, AccountDirectory accounts, MessageHistory history, MessageViews views, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var me = http.Caller().Account;
        var peer = WireId.Parse(id).User;
        if (peer == me.Id)
            return Answers.Refuse(ChatError.SelfTarget);
        if (peer.IsNone || await accounts.FindAsync(peer, cancel) is not { } account || account.TenantId != me.TenantId)
            return Answers.Refuse(ChatError.UserNotFound);
        if (await directs.FindAsync(me, peer, cancel) is not { } direct)
            return Answers.Json(new ListDto<MessageDto>([], false), SocialJson.Plain.ListDtoMessageDto);
        return await PageAsync(http, me, direct, limit, history, views, cancel);
    }

    /// <summary>A page of a conversation, for this and the groups' route.</summary>
    public static async Task<IResult> PageAsync(
        HttpContext http, Account me, Conversation conversation, int limit, MessageHistory history, MessageViews views, CancellationToken cancel)
    {
        var before = Answers.QueryId(http, "before");
        var page = await history.PageAsync(me, conversation.Id, before.IsMissing ? null : before.Message, limit, cancel);
        if (!page.IsOk)
            return page.Refusal.ToResult();
        var items = await views.OfAsync(me, conversation, page.Value.Messages, cancel);
        return Answers.Json(new ListDto<MessageDto>(items, page.Value.HasMore), SocialJson.Plain.ListDtoMessageDto);
    }

    private static async Task<IResult> SendAsync(HttpContext http, string id, RestSender sender, CancellationToken cancel)
    {
        var peer = WireId.Parse(id).User;
        if (peer.IsNone)
            return Answers.Refuse(ChatError.UserNotFound);
        return await sender.SendToAsync(http, peer, cancel);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string id, MessageHistory history, Access access, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var message = WireId.Parse(id).Message;
        var found = await history.FindAsync(me, message, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        var read = await history.MarkReadAsync(me, message, device: null, durable: true, cancel);
        if (!read.IsOk)
            return read.Refusal.ToResult();
        var entered = await access.EnterAsync(me, found.Value.Conversation.Id, cancel);
        if (!entered.IsOk)
            return entered.Refusal.ToResult();
        var (conversation, participant) = entered.Value;
        var (peer, group) = TargetOf(conversation, me.Id);
        return Answers.Json(
            new ReadDto(conversation.Id.Uuid(), peer, group, participant.ReadSeq, Unread.Count(conversation, participant)), SocialJson.Plain.ReadDto);
    }

    private static async Task<IResult> UnreadAsync(HttpContext http, MessageHistory history, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var unread = (await history.ListAsync(me, cancel)).Where(view => view.Unread > 0).Select(view =>
        {
            var (peer, group) = TargetOf(view.Conversation, me.Id);
            return new UnreadItemDto(view.Conversation.Id.Uuid(), peer, group, view.Unread);
        }).ToArray();
        return Answers.Json(new UnreadListDto(unread.Sum(item => item.UnreadCount), unread), SocialJson.Plain.UnreadListDto);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, MessageHistory history, CancellationToken cancel) =>
        Answers.NoContent(await history.HideAsync(http.Caller().Account, WireId.Parse(id).Message, cancel));

    private static async Task<IResult> RecallAsync(HttpContext http, string id, MessageHistory history, MessageViews views, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var recalled = await history.RecallAsync(me, WireId.Parse(id).Message, cancel);
        if (!recalled.IsOk)
            return recalled.Refusal.ToResult();
        var items = await views.OfAsync(me, recalled.Value.Conversation, [recalled.Value.Message], cancel);
        return Answers.Json(items[0], SocialJson.Plain.MessageDto);
    }

    private static (Guid? Peer, Guid? Group) TargetOf(Conversation conversation, UserId me) =>
        conversation.Kind == ConversationKind.Direct ? (conversation.PeerOf(me).Uuid(), null) : (null, conversation.Id.Uuid());
}
