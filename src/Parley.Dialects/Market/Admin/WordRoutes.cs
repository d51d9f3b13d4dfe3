using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/words</c>: an admin's tenant's own list; an operator's is the one that holds for all.</summary>
internal static class WordRoutes
{
    private const int MostAtOnce = 1_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/words").RequireAuthorization(Policies.Admin);
        group.MapGet("", ListAsync).Describe("Sensitive words.", answers: MarketJson.Wire.PageEnvelopeWordView, query: "after limit");
        group.MapPost("", SetAsync).Describe("Adds or changes a word.", MarketJson.Default.WordBody, MarketJson.Wire.EnvelopeNothing);
        group.MapDelete("", RemoveNamedAsync).Describe("Removes a word that no path can say, as '..'.", answers: MarketJson.Wire.EnvelopeNothing, query: "word");
        group.MapDelete("/{word}", RemoveInPathAsync).Describe("Removes a word.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    // By place in the list, which is by word: it is held whole in memory anyway.
    private static async Task<IResult> ListAsync(HttpContext http, SensitiveWords list, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var words = await list.ListAsync(ScopeOf(http), cancel);
        var rows = words.Select((word, index) => (Word: word, Place: index + 1L)).Where(row => row.Place > page.After).Take(page.Take).ToList();
        return page.Answer(rows, row => WordView.Of(row.Word), row => row.Place, MarketJson.Wire.PageEnvelopeWordView);
    }

    private static async Task<IResult> SetAsync(HttpContext http, SensitiveWords list, WordList inForce, AuditTrail audit, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, MarketJson.Default.WordBody);
        if (!body.IsOk)
            return body.Error;
        if (body.Value.Words is not { Count: > 0 and <= MostAtOnce } words || words.Any(string.IsNullOrWhiteSpace))
            return FieldRules.Invalid("words", MostAtOnce).ToResult();
        if (WordView.ActionOf(body.Value.Action) is not { } action)
            return FieldRules.Invalid("action").ToResult();
        var set = await list.SetAsync(ScopeOf(http), words, action, cancel);
        if (!set.IsOk)
            return set.Refusal.ToResult();
        audit.Record(AuditAction.WordsChanged, http.Caller().Account);
        await inForce.ReloadAsync(cancel);
        return MarketResults.Nothing;
    }

    // From the path as it was sent: the server leaves %2F in it as it is, and so tells it from no %252F.
    private static Task<IResult> RemoveInPathAsync(HttpContext http, SensitiveWords list, WordList inForce, AuditTrail audit, CancellationToken cancel)
    {
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return RemoveAsync(http, Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]), list, inForce, audit, cancel);
    }

    private static async Task<IResult> RemoveNamedAsync(HttpContext http, SensitiveWords list, WordList inForce, AuditTrail audit, CancellationToken cancel) =>
        http.Request.Query["word"].ToString() is { Length: > 0 } word ? await RemoveAsync(http, word, list, inForce, audit, cancel) : Answers.Missing("word");

    private static async Task<IResult> RemoveAsync(HttpContext http, string word, SensitiveWords list, WordList inForce, AuditTrail audit, CancellationToken cancel)
    {
        var removed = await list.RemoveAsync(ScopeOf(http), word, cancel);
        if (!removed.IsOk)
            return removed.Refusal.ToResult();
        audit.Record(AuditAction.WordsChanged, http.Caller().Account);
        await inForce.ReloadAsync(cancel);
        return MarketResults.Nothing;
    }

    private static TenantId ScopeOf(HttpContext http) => http.Caller().Account is { Role: Role.Operator } ? default : http.Caller().TenantId;
}
