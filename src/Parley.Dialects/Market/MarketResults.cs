using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Parley.Dialects.Market;

/// <summary>Answers in Market's envelope.</summary>
internal static class MarketResults
{
    public static IResult Nothing { get; } = Results.Json(new Envelope<Nothing>(Market.Nothing.Value), MarketJson.Wire.EnvelopeNothing);

    public static IResult Ok<T>(T data, JsonTypeInfo<Envelope<T>> type) => Results.Json(new Envelope<T>(data), type);
}
