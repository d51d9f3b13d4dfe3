using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Web.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Web.Rest;

/// <summary><c>/api/web/contact</c> (document 004, 3.2.1 to 3.2.4).</summary>
internal static class ContactRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).Describe("One's contacts.", answers: WebJson.Wire.WebEnvelopeWebPageWebContact, query: "group_id keyword page page_size");
        group.MapPost("", AddAsync).Describe("Adds a contact.", WebJson.Default.WebContactBody, WebJson.Wire.WebEnvelopeWebMade);
        group.MapPut("/{id}", ChangeAsync)
            .Describe("Changes a contact: what is absent stays, null clears.", WebJson.Default.WebContactBody, WebJson.Wire.WebEnvelopeWebAffected);
        group.MapDelete("/{id}", DeleteAsync).Describe("Deletes a contact.", answers: WebJson.Wire.WebEnvelopeWebAffected);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, Contacts.Contacts contacts, PresenceShown presence, WebTime time, CancellationToken cancel)
    {
        if (!WebAnswers.TryPage(http, out var page, out var size, out var refusal))
            return refusal!;
        var group = Answers.QueryId(http, "group_id");
        var groupId = new ContactGroupId(group.Of(EntityKind.ContactGroup));
        if (!group.IsMissing && groupId.IsNone)
            return FieldRules.Invalid("group_id").ToResult();
        var found = await contacts.ListAsync(http.Caller().Account, groupId, http.Request.Query["keyword"], page, size, cancel);
        return found.IsOk
            ? WebAnswers.Ok(
                new WebPage<WebContact>([.. found.Value.Lines.Select(line => WebContact.Of(line, presence, time))], found.Value.Total, page, size),
                WebJson.Wire.WebEnvelopeWebPageWebContact)
            : found.Refusal.ToResult();
    }

    private static async Task<IResult> AddAsync(HttpContext http, Contacts.Contacts contacts, PictureFiles pictures, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, WebJson.Default.WebContactBody);
        if (!body.IsOk)
            return body.Error;
        if (body.Value.Name.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return Answers.Missing("name");
        var patch = body.Value.ToPatch();
        if (!patch.IsOk)
            return patch.Refusal.ToResult();
        var avatar = await pictures.TakeAsync(http.Caller().Account, patch.Value.Avatar, cancel);
        if (!avatar.IsOk)
            return avatar.Refusal.ToResult();
        var added = await contacts.AddAsync(http.Caller().Account, patch.Value with { Avatar = avatar.Value }, cancel);
        return added.IsOk ? WebAnswers.Made(added.Value.Value) : added.Refusal.ToResult();
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, Contacts.Contacts contacts, PictureFiles pictures, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, WebJson.Default.WebContactBody);
        if (!body.IsOk)
            return body.Error;
        var patch = body.Value.ToPatch();
        if (!patch.IsOk)
            return patch.Refusal.ToResult();
        var avatar = await pictures.TakeAsync(http.Caller().Account, patch.Value.Avatar, cancel);
        if (!avatar.IsOk)
            return avatar.Refusal.ToResult();
        var changed = await contacts.ChangeAsync(http.Caller().Account, IdOf(id), patch.Value with { Avatar = avatar.Value }, cancel);
        return changed.IsOk ? WebAnswers.Made(IdOf(id).Value) : changed.Refusal.ToResult();
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, Contacts.Contacts contacts, CancellationToken cancel) =>
        WebAnswers.Affected(await contacts.DeleteAsync(http.Caller().Account, IdOf(id), cancel));

    private static ContactId IdOf(string id) => new(WireId.Parse(id).Of(EntityKind.Contact));
}
