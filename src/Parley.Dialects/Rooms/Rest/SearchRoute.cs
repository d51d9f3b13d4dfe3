using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Rooms.Wire;
using Parley.Messages;
using Parley.Primitives;
using Parley.Search;

namespace Parley.Dialects.Rooms.Rest;

/// <summary><c>GET /api/chat/search</c> (document 002, 7.3).</summary>
internal static class SearchRoute
{
    public static async Task<IResult> FindAsync(HttpContext http, MessageSearch search, RoomsViews views, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var query = Read(http);
        if (!query.IsOk)
            return query.Refusal.ToResult();
        var before = Answers.QueryId(http, "before");
        if (before is { IsMissing: false, Message.IsNone: true })
            return Answers.Refuse(ChatError.InvalidField, "before");
        var found = await search.SearchAsync(http.Caller().Account, query.Value, before.IsMissing ? null : before.Message, limit, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        var messages = await views.OfAsync(http.Caller().Account.Id, [.. found.Value.Items.Select(item => (item.Message, item.Conversation))], cancel);
        return RoomsResults.Page(messages, found.Value.HasMore, RoomsJson.Wire.RoomsEnvelopeRoomsMessageArray);
    }

    private static Outcome<MessageQuery> Read(HttpContext http)
    {
        var query = http.Request.Query;
        if (!TryReadTime(query["from"], out var from))
            return new Refusal(ChatError.InvalidField, "from");
        if (!TryReadTime(query["to"], out var to))
            return new Refusal(ChatError.InvalidField, "to");
        if (!TryReadType(query["type"], out var type))
            return new Refusal(ChatError.InvalidField, "type");
        var chat = Answers.QueryId(http, "chat_id");
        if (chat is { IsMissing: false, Conversation.IsNone: true })
            return ChatError.ConversationNotFound;
        return new MessageQuery { Text = query["q"], From = from, To = to, Type = type, Conversation = chat.IsMissing ? null : chat.Conversation };
    }

    private static bool TryReadTime(string? text, out long? ms)
    {
        ms = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var isTime = QueryTime.TryParse(text, out var time);
        ms = isTime ? time : null;
        return isTime;
    }

    private static bool TryReadType(string? word, out MessageType? type)
    {
        type = null;
        if (string.IsNullOrEmpty(word))
            return true;
        if (word == RoomsWords.Of(MessageType.System))
            type = MessageType.System;
        else if (RoomsWords.TryParse(word, out var known))
            type = known;
        return type is not null;
    }
}
