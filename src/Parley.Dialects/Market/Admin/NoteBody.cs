using Microsoft.AspNetCore.Http;
using Parley.Dialects.Json;

namespace Parley.Dialects.Market.Admin;

/// <summary>What goes with a decision.</summary>
internal sealed record NoteBody(string? Note)
{
    /// <summary>What a request says; one without a body says nothing, and that is well.</summary>
    public static async ValueTask<Body<NoteBody>> ReadAsync(HttpContext http) =>
        http.Request.ContentLength is null or 0 && http.Request.Headers.TransferEncoding.Count == 0
            ? new Body<NoteBody>(new NoteBody(Note: null), null)
            : await JsonBody.ReadAsync(http, MarketJson.Default.NoteBody);
}
