using System.Text.Json;

namespace Parley.Dialects.Market.Services;

/// <summary>A service as a client writes it: what is sent is kept as it is, because absent and null differ.</summary>
internal sealed record ServiceBody(
    JsonElement Name,
    JsonElement Description,
    JsonElement Category,
    JsonElement Subcategory,
    JsonElement Price,
    JsonElement Currency,
    JsonElement Location,
    JsonElement Address,
    JsonElement Status,
    JsonElement Images,
    JsonElement Tags);
