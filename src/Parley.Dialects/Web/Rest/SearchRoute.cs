using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Web.Wire;
using Parley.Search;

namespace Parley.Dialects.Web.Rest;

/// <summary><c>GET /api/web/messages/search</c> (document 004, 3.3.6).</summary>
internal static class SearchRoute
{
    public static async Task<IResult> FindAsync(HttpContext http, MessageSearch search, WebTime time, FileUrls urls, CancellationToken cancel)
    {
        if (!WebAnswers.TryPage(http, out var page, out var size, out var refusal))
            return refusal!;
        var keyword = http.Request.Query["keyword"].ToString();
        if (keyword.Length == 0)
            return Answers.Missing("keyword");
        if (!TryTime(http, time, "start_time", isEnd: false, out var from))
            return FieldRules.Invalid("start_time").ToResult();
        if (!TryTime(http, time, "end_time", isEnd: true, out var to))
            return FieldRules.Invalid("end_time").ToResult();

        var query = new MessageQuery { Text = keyword, From = from, To = to, Kind = ConversationKind.Direct };
        var found = await search.SearchPageAsync(http.Caller().Account, query, page, size, cancel);
        if (!found.IsOk)
            return (found.Refusal with { Field = FieldOf(found.Refusal.Field) }).ToResult();
        var records = found.Value.Items.Select(item => WebMessage.Of(item.Message, item.Conversation, item.IsRead, time, urls));
        return WebAnswers.Ok(new WebPage<WebMessage>([.. records], found.Value.Total, page, size), WebJson.Wire.WebEnvelopeWebPageWebMessage);
    }

    // The core's names as this surface writes them.
    private static string? FieldOf(string? field) => field switch { "q" => "keyword", "to" => "end_time", "pageSize" => "page_size", _ => field };

    private static bool TryTime(HttpContext http, WebTime time, string name, bool isEnd, out long? ms)
    {
        ms = null;
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0)
            return true;
        if (!time.TryRead(text, isEnd, out var read))
            return false;
        ms = read;
        return true;
    }
}
