using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>/api/v1/users/online</c> (document 003, 10.2): told to those whom the live event is told to.</summary>
internal static class PresenceRoutes
{
    private const int MaxIds = 100;

    public static void Map(RouteGroupBuilder group) => group.MapGet("/", OnlineAsync)
        .Describe("Who of these is online.", answers: SocialJson.Plain.ListDtoPresenceDto, query: "ids");

    private static async Task<IResult> OnlineAsync(
        HttpContext http, PresenceCircle circle, PresenceTracker presence, CancellationToken cancel)
    {
        var me = http.Caller().Id;
        WireId[] ids = [.. http.Request.Query["ids"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(WireId.Parse)];
        if (ids.Length == 0)
            return Answers.Missing("ids");
        if (ids.Length > MaxIds)
            return new Refusal(ChatError.InvalidField, "ids", MaxIds).ToResult();

        var visible = await circle.ReadVisibleAsync(me, cancel);
        var items = ids.Select(id => id.User).Where(user => !user.IsNone).Distinct().Select(user =>
        {
            var status = visible.Contains(user) ? presence.StatusOf(user) : PresenceStatus.Offline;
            return new PresenceDto(user.Uuid(), status != PresenceStatus.Offline, WireWords.Of(status));
        });
        return Answers.Json(new ListDto<PresenceDto>([.. items], false), SocialJson.Plain.ListDtoPresenceDto);
    }
}
