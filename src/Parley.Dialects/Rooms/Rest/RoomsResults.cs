using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Parley.Dialects.Rest;
using Parley.Dialects.Rooms.Wire;

namespace Parley.Dialects.Rooms.Rest;

/// <summary>Answers in this surface's envelope.</summary>
internal static class RoomsResults
{
    public static IResult Ok<T>(T data, JsonTypeInfo<RoomsEnvelope<T>> type, int status = StatusCodes.Status200OK) =>
        Answers.Json(new RoomsEnvelope<T>(data), type, status);

    public static IResult Page<T>(T data, bool hasMore, JsonTypeInfo<RoomsEnvelope<T>> type) => Answers.Json(new RoomsEnvelope<T>(data, hasMore), type);
}
