using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Web.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Web.Rest;

/// <summary>Answers of this surface's routes, and what they read of a query. Success is always 200 (document 004, 8.1).</summary>
internal static class WebAnswers
{
    private const int DefaultPageSize = 20;

    public static IResult Ok<T>(T data, JsonTypeInfo<WebEnvelope<T>> type) => Results.Json(new WebEnvelope<T>(data), type);

    public static IResult Made(long id) => Ok(new WebMade(id), WebJson.Wire.WebEnvelopeWebMade);

    public static IResult Affected(long rows) => Ok(new WebAffected(rows), WebJson.Wire.WebEnvelopeWebAffected);

    /// <summary>What was done to one record, or the refusal.</summary>
    public static IResult Affected<T>(Outcome<T> outcome) => outcome.IsOk ? Affected(1) : outcome.Refusal.ToResult();

    /// <summary>The query's <c>page</c> and <c>page_size</c>; whether the core takes them is its own to say.</summary>
    public static bool TryPage(HttpContext http, out int page, out int size, out IResult? refusal)
    {
        size = 0;
        refusal = !TryNumber(http, "page", 1, out page) ? FieldRules.Invalid("page").ToResult()
            : !TryNumber(http, "page_size", DefaultPageSize, out size) ? FieldRules.Invalid("page_size", 100).ToResult()
            : null;
        return refusal is null;
    }

    private static bool TryNumber(HttpContext http, string name, int fallback, out int value)
    {
        value = fallback;
        var text = http.Request.Query[name].ToString();
        return text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
