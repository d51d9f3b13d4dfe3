using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Rest;
using Parley.Messages;
using Parley.Primitives;
using Parley.Search;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>GET /api/v1/chat/search?q=&amp;conversationId=&amp;from=&amp;to=&amp;messageType=&amp;page=&amp;limit=</c>.</summary>
internal static class SearchRoute
{
    public static async Task<IResult> FindAsync(HttpContext http, MessageSearch search, ChatViews views, CancellationToken cancel)
    {
        var asked = Paginations.Read(http);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        var query = Read(http);
        if (!query.IsOk)
            return query.Refusal.ToResult();
        if (query.Value is { Text: null or "", Type: null })
            return Answers.Missing("q");
        var me = http.Caller().Account;
        var found = await search.SearchPageAsync(me, query.Value, asked.Value.Page, asked.Value.Limit, cancel);
        if (!found.IsOk)
            return (found.Refusal.Field == "pageSize" ? found.Refusal with { Field = "limit" } : found.Refusal).ToResult();
        var messages = await views.OfAsync(me, [.. found.Value.Items.Select(item => (item.Message, item.Conversation))], cancel);
        return Answers.Json(new PagedEnvelope<MessageView>(messages, asked.Value with { Total = found.Value.Total }), ChatJson.Wire.PagedEnvelopeMessageView);
    }

    private static Outcome<MessageQuery> Read(HttpContext http)
    {
        var query = http.Request.Query;
        if (!TryTime(query["from"], out var from))
            return FieldRules.Invalid("from");
        if (!TryTime(query["to"], out var to))
            return FieldRules.Invalid("to");
        MessageType type = 0;
        if (query["messageType"].ToString() is { Length: > 0 } word && !ChatWords.TryParseAny(word, out type))
            return FieldRules.Invalid("messageType");
        var conversation = Answers.QueryId(http, "conversationId");
        if (conversation is { IsMissing: false, Conversation.IsNone: true })
            return ChatError.ConversationNotFound;
        return new MessageQuery
        {
            Text = query["q"],
            From = from,
            To = to,
            Type = type == 0 ? null : type,
            Conversation = conversation.IsMissing ? null : conversation.Conversation,
        };
    }

    private static bool TryTime(string? text, out long? ms)
    {
        ms = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var isTime = QueryTime.TryParse(text, out var time);
        ms = isTime ? time : null;
        return isTime;
    }
}
