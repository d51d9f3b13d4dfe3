using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Messages;
using Parley.Primitives;
using Parley.Search;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>GET /api/v1/messages/search</c> (document 003, phase 5).</summary>
internal static class SearchRoute
{
    public static async Task<IResult> FindAsync(HttpContext http, MessageSearch search, AccountDirectory accounts, FileUrls urls, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var before = Answers.QueryId(http, "before");
        if (!before.IsMissing && before.Message.IsNone)
            return Answers.Refuse(ChatError.InvalidField, "before");
        if (Read(http, out refusal) is not { } query)
            return refusal!;
        var me = http.Caller().Account;
        var found = await search.SearchAsync(me, query, before.IsMissing ? null : before.Message, limit, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();

        var names = await accounts.FindManyAsync(me.TenantId, found.Value.Items.Select(item => item.Message.SenderId).ToHashSet(), cancel);
        var items = found.Value.Items.Select(item =>
            MessageDto.Of(item.Message, item.Conversation, names.GetValueOrDefault(item.Message.SenderId)?.DisplayName, urls) with { IsRead = item.IsRead });
        return Answers.Json(new ListDto<MessageDto>([.. items], found.Value.HasMore), SocialJson.Plain.ListDtoMessageDto);
    }

    private static MessageQuery? Read(HttpContext http, out IResult? refusal)
    {
        var query = http.Request.Query;
        refusal = null;
        if (query["q"].Count == 0 && query["type"].Count == 0)
            refusal = Answers.Missing("q");
        else if (!TryReadTime(query["from"], out var from))
            refusal = Answers.Refuse(ChatError.InvalidField, "from");
        else if (!TryReadTime(query["to"], out var to))
            refusal = Answers.Refuse(ChatError.InvalidField, "to");
        else if (!TryReadType(query["type"], out var type))
            refusal = Answers.Refuse(ChatError.InvalidField, "type");
        else if (Answers.QueryId(http, "conversation_id") is { IsMissing: false, Conversation.IsNone: true })
            refusal = Answers.Refuse(ChatError.ConversationNotFound);
        else
            return new MessageQuery { Text = query["q"], From = from, To = to, Type = type, Conversation = ConversationOf(http) };
        return null;
    }

    private static ConversationId? ConversationOf(HttpContext http) =>
        Answers.QueryId(http, "conversation_id") is { IsMissing: false } id ? id.Conversation : null;

    private static bool TryReadTime(string? text, out long? ms)
    {
        ms = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!QueryTime.TryParse(text, out var time))
            return false;
        ms = time;
        return true;
    }

    private static bool TryReadType(string? word, out MessageType? type)
    {
        type = null;
        if (string.IsNullOrEmpty(word))
            return true;
        if (word == WireWords.Of(MessageType.System))
            type = MessageType.System;
        else if (WireWords.TryParse(word, out MessageType known))
            type = known;
        return type is not null;
    }
}
