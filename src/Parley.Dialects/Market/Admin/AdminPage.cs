using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary>A page that is asked for: <c>?after=‹next›&amp;limit=</c>. Lists go from the newest down, so <c>after</c> is an id to go on below.</summary>
/// <param name="After">Where to go on; 0: at the beginning.</param>
/// <param name="Limit">1 to 100.</param>
internal readonly record struct AdminPage(long After, int Limit)
{
    private const int DefaultLimit = 20;
    private const int MostLimit = 100;

    /// <summary>One more than is shown: it tells whether there is a next page.</summary>
    public int Take => Limit + 1;

    /// <summary>What the query asks for; or null and what is wrong with it.</summary>
    public static AdminPage? Read(HttpContext http, out IResult? refusal)
    {
        refusal = null;
        if (!TryNumber(http, "after", 0, long.MaxValue, out var after))
            refusal = FieldRules.Invalid("after").ToResult();
        else if (!TryNumber(http, "limit", DefaultLimit, MostLimit, out var limit) || limit < 1)
            refusal = FieldRules.Invalid("limit", MostLimit).ToResult();
        else
            return new AdminPage(after, (int)limit);
        return null;
    }

    /// <summary>Whose list is asked for: the caller's own tenant's, or the one that an operator names by <c>?tenantId=</c>.</summary>
    /// <returns>Null and what is wrong: no number, or not an operator's to name.</returns>
    public static TenantId? TenantOf(HttpContext http, out IResult? refusal)
    {
        refusal = null;
        var caller = http.Caller();
        if (!TryNumber(http, "tenantId", caller.TenantId.Value, long.MaxValue, out var tenant) || tenant <= 0)
            refusal = FieldRules.Invalid("tenantId").ToResult();
        else if (tenant != caller.TenantId.Value && caller.Account.Role != Role.Operator)
            refusal = ((Refusal)ChatError.Forbidden).ToResult();
        else
            return new TenantId(tenant);
        return null;
    }

    /// <summary>The answer.</summary>
    /// <param name="rows">Up to <see cref="Take"/> rows.</param>
    /// <param name="id">What the next page goes on after.</param>
    public IResult Answer<TRow, TView>(IReadOnlyList<TRow> rows, Func<TRow, TView> view, Func<TRow, long> id, JsonTypeInfo<PageEnvelope<TView>> type)
    {
        var shown = rows.Take(Limit).ToList();
        return Results.Json(new PageEnvelope<TView>([.. shown.Select(view)], rows.Count > Limit ? id(shown[^1]) : null), type);
    }

    private static bool TryNumber(HttpContext http, string name, long fallback, long most, out long value)
    {
        value = fallback;
        return !http.Request.Query.TryGetValue(name, out var text)
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most);
    }
}
