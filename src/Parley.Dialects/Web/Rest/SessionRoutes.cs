using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Web.Wire;

namespace Parley.Dialects.Web.Rest;

/// <summary><c>/api/web/sessions</c> (document 004, 3.3.5 and 4.3). A session's id is its conversation's.</summary>
internal static class SessionRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).Describe("One's sessions: pinned first, then by last activity.", answers: WebJson.Wire.WebEnvelopeWebListWebSession);
        group.MapPut("/{id}/pin", PinAsync).Describe("Pins a session, or lets it go.", WebJson.Default.WebPinBody, WebJson.Wire.WebEnvelopeWebAffected);
        group.MapDelete("/{id}", HideAsync).Describe("Hides a session until its next message.", answers: WebJson.Wire.WebEnvelopeWebAffected);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, Sessions sessions, AccountDirectory accounts, PresenceShown presence, WebTime time, FileUrls urls, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var list = await sessions.ListAsync(me, cancel);
        var peers = await accounts.FindManyAsync(me.TenantId, [.. list.Select(session => session.Conversation.PeerOf(me.Id))], cancel);
        var records = list.Select(session =>
            WebSession.Of(session, peers.GetValueOrDefault(session.Conversation.PeerOf(me.Id)), presence, time, urls));
        return WebAnswers.Ok(new WebList<WebSession>([.. records]), WebJson.Wire.WebEnvelopeWebListWebSession);
    }

    private static async Task<IResult> PinAsync(HttpContext http, string id, Sessions sessions, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, WebJson.Default.WebPinBody);
        if (body is null)
            return refusal!;
        if (body.IsPinned is not { } isPinned)
            return Answers.Missing("isPinned");
        return await MarkAsync(http, id, isPinned ? SessionMark.Pin : SessionMark.Unpin, sessions, cancel);
    }

    private static Task<IResult> HideAsync(HttpContext http, string id, Sessions sessions, CancellationToken cancel) =>
        MarkAsync(http, id, SessionMark.Hide, sessions, cancel);

    private static async Task<IResult> MarkAsync(HttpContext http, string id, SessionMark mark, Sessions sessions, CancellationToken cancel)
    {
        var marked = await sessions.MarkAsync(http.Caller().Account, WireId.Parse(id).Conversation, mark, cancel);
        return marked.IsOk ? WebAnswers.Affected(marked.Value ? 1 : 0) : marked.Refusal.ToResult();
    }
}
