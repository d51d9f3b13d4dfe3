using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Rest;
using Parley.Dialects.Web.Wire;
using Parley.Presence;

namespace Parley.Dialects.Web.Rest;

/// <summary><c>GET /api/web/online?ids=</c>: told to those whom the live event is told to; all others see nobody online.</summary>
internal static class OnlineRoute
{
    private const int MostIds = 100;

    public static async Task<IResult> ListAsync(HttpContext http, PresenceCircle circle, ILastSeenStore lastSeen, PresenceShown presence, CancellationToken cancel)
    {
        string[] texts = [.. http.Request.Query["ids"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        if (texts.Length == 0)
            return Answers.Missing("ids");
        if (texts.Length > MostIds)
            return FieldRules.Invalid("ids", MostIds).ToResult();
        var users = texts.Select(text => WireId.Parse(text).User).Where(user => !user.IsNone).Distinct().ToArray();
        var visible = await circle.ReadVisibleAsync(http.Caller().Id, cancel);
        var seen = await lastSeen.ReadAsync(users, cancel);
        var records = users.Select(user =>
        {
            var (isOnline, lastOnline) = presence.Of(user, visible.Contains(user), seen.TryGetValue(user, out var at) ? at : null);
            return new WebOnline(user.Value, isOnline, lastOnline);
        });
        return WebAnswers.Ok(new WebList<WebOnline>([.. records]), WebJson.Wire.WebEnvelopeWebListWebOnline);
    }
}
