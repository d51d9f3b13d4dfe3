using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Contacts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Web.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Web.Rest;

/// <summary><c>/api/web/contact-groups</c> (document 004, 3.2.5 to 3.2.8).</summary>
internal static class ContactGroupRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).Describe("One's groups of contacts.", answers: WebJson.Wire.WebEnvelopeWebListWebContactGroup);
        group.MapPost("", AddAsync).Describe("Adds a group of contacts.", WebJson.Default.WebContactGroupBody, WebJson.Wire.WebEnvelopeWebMade);
        group.MapPut("/{id}", ChangeAsync).Describe("Changes a group of contacts.", WebJson.Default.WebContactGroupBody, WebJson.Wire.WebEnvelopeWebAffected);
        group.MapDelete("/{id}", DeleteAsync).Describe("Deletes a group of contacts; its contacts stay.", answers: WebJson.Wire.WebEnvelopeWebAffected);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ContactGroups groups, WebTime time, CancellationToken cancel)
    {
        var all = await groups.ListAsync(http.Caller().Account, cancel);
        return WebAnswers.Ok(
            new WebList<WebContactGroup>([.. all.Select(group => WebContactGroup.Of(group, time))]), WebJson.Wire.WebEnvelopeWebListWebContactGroup);
    }

    private static async Task<IResult> AddAsync(HttpContext http, ContactGroups groups, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, WebJson.Default.WebContactGroupBody);
        if (!body.IsOk)
            return body.Error;
        if (body.Value.Name.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return Answers.Missing("name");
        var patch = body.Value.ToPatch();
        if (!patch.IsOk)
            return patch.Refusal.ToResult();
        var added = await groups.AddAsync(http.Caller().Account, patch.Value, cancel);
        return added.IsOk ? WebAnswers.Made(added.Value.Value) : added.Refusal.ToResult();
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, ContactGroups groups, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, WebJson.Default.WebContactGroupBody);
        if (!body.IsOk)
            return body.Error;
        var patch = body.Value.ToPatch();
        if (!patch.IsOk)
            return patch.Refusal.ToResult();
        var changed = await groups.ChangeAsync(http.Caller().Account, IdOf(id), patch.Value, cancel);
        return changed.IsOk ? WebAnswers.Made(IdOf(id).Value) : changed.Refusal.ToResult();
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, ContactGroups groups, CancellationToken cancel) =>
        WebAnswers.Affected(await groups.DeleteAsync(http.Caller().Account, IdOf(id), cancel));

    private static ContactGroupId IdOf(string id) => new(WireId.Parse(id).Of(EntityKind.ContactGroup));
}
