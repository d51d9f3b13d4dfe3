using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Rest;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary>A conversation's messages (document 001, 2.1): by numbered pages, or from a message on.</summary>
internal static class HistoryRoute
{
    private static readonly string[] _places = ["before", "after", "around"];

    public static async Task<IResult> ReadAsync(HttpContext http, string id, Chats chats, ChatViews views, CancellationToken cancel)
    {
        var asked = Paginations.Read(http, 50);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        var (pages, limit) = (asked.Value.Page, asked.Value.Limit);
        var named = Array.FindAll(_places, name => !Answers.QueryId(http, name).IsMissing);
        if (named.Length > 1)
            return FieldRules.Invalid(named[1]).ToResult(); // from one place only
        var place = named is [var name] ? name : null;
        if (place is "after" or "around" && pages != 1)
            return FieldRules.Invalid("page").ToResult(); // one asks on from the last message of what came
        var me = http.Caller().Account;
        var conversation = WireId.Parse(id).Conversation;
        var page = place is "after" or "around"
            ? await chats.WithinAsync(me, conversation, Answers.QueryId(http, place).Message, place == "around", limit, cancel)
            : await chats.PageAsync(me, conversation, place is null ? null : Answers.QueryId(http, place).Message, pages, limit, cancel);
        if (!page.IsOk)
            return page.Refusal.ToResult();
        var messages = await views.OfAsync(me, [.. page.Value.Messages.Select(message => (message, page.Value.Conversation))], cancel);
        var pagination = asked.Value with { Total = page.Value.Total };
        if (place is not null)
            pagination = pagination with { HasOlder = page.Value.HasOlder, HasNewer = page.Value.HasNewer };
        return Answers.Json(new PagedEnvelope<MessageView>(messages, pagination), ChatJson.Wire.PagedEnvelopeMessageView);
    }
}
