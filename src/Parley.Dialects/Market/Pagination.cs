using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Dialects.Market;

/// <summary>Which page of how many records (document 001, 2.1).</summary>
internal sealed record Pagination(int Page, int Limit, long Total)
{
    /// <summary>In a history that is read from a message on: whether there is more before the page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HasOlder { get; init; }

    /// <summary>And whether there is more behind it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HasNewer { get; init; }
}

/// <summary>A numbered page in Market's envelope.</summary>
internal sealed record PagedEnvelope<T>(IReadOnlyList<T> Data, Pagination Pagination)
{
    [JsonPropertyOrder(-1)]
    public bool Success => true;
}

/// <summary>Reads which page a query asks for.</summary>
internal static class Paginations
{
    private const int Largest = 100;

    /// <summary><c>page</c> from 1 and <c>limit</c> 1 to 100; how deep a page may be, whoever lists says.</summary>
    public static Outcome<Pagination> Read(HttpContext context, int fallback = 20)
    {
        if (!TryNumber(context, "page", 1, out var page) || page < 1)
            return FieldRules.Invalid("page");
        return TryNumber(context, "limit", fallback, out var limit) && limit is >= 1 and <= Largest
            ? new Pagination(page, limit, 0)
            : FieldRules.Invalid("limit", Largest);
    }

    /// <summary>A whole number of the query, or the fallback where it has none.</summary>
    public static bool TryNumber(HttpContext context, string name, int fallback, out int value)
    {
        value = fallback;
        return !context.Request.Query.TryGetValue(name, out var text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
