using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Files;
using Parley.Primitives;
using Parley.Privacy;

namespace Parley.Dialects.Market.Accounts;

/// <summary>A copy of one's data and the end of one's account; the same for an admin under <c>/api/admin/users</c>.</summary>
internal static class PrivacyRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/api/v1/me").RequireAuthorization();
        me.MapPost("/export", (HttpContext http, PersonalData data, FileUrls urls, IFileStore files, CancellationToken cancel) =>
            RequestAsync(http, http.Caller().Id, data, urls, files, cancel))
            .Describe("Asks for a copy of one's data.", answers: MarketJson.Wire.EnvelopeExportView);
        me.MapGet("/export", (HttpContext http, PersonalData data, FileUrls urls, IFileStore files, CancellationToken cancel) =>
            FindAsync(http, http.Caller().Id, data, urls, files, cancel))
            .Describe("The last copy of one's data that was asked for.", answers: MarketJson.Wire.EnvelopeExportView);
        me.MapDelete("", EraseSelfAsync).Describe("Erases one's account.", MarketJson.Default.EraseBody, MarketJson.Wire.EnvelopeNothing).Audited();

        var admins = app.MapGroup("/api/admin/users/{id}").RequireAuthorization(Policies.Admin);
        admins.MapPost("/export", (HttpContext http, string id, PersonalData data, FileUrls urls, IFileStore files, CancellationToken cancel) =>
            RequestAsync(http, WireId.Parse(id).User, data, urls, files, cancel))
            .Describe("Asks for a copy of a user's data, which that user gets.", answers: MarketJson.Wire.EnvelopeExportView);
        admins.MapGet("/export", (HttpContext http, string id, PersonalData data, FileUrls urls, IFileStore files, CancellationToken cancel) =>
            FindAsync(http, WireId.Parse(id).User, data, urls, files, cancel))
            .Describe("How far the last copy of a user's data is.", answers: MarketJson.Wire.EnvelopeExportView);
        admins.MapPost("/erase", EraseAsync).Describe("Erases a user's account.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    private static async Task<IResult> RequestAsync(HttpContext http, UserId user, PersonalData data, FileUrls urls, IFileStore files, CancellationToken cancel) =>
        await AnswerAsync(http.Caller().Account, await data.RequestExportAsync(http.Caller().Account, user, cancel), data, urls, files, cancel);

    private static async Task<IResult> FindAsync(HttpContext http, UserId user, PersonalData data, FileUrls urls, IFileStore files, CancellationToken cancel) =>
        await AnswerAsync(http.Caller().Account, await data.FindExportAsync(http.Caller().Account, user, cancel), data, urls, files, cancel);

    private static async Task<IResult> EraseSelfAsync(HttpContext http, PersonalData data, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, MarketJson.Default.EraseBody);
        if (!body.IsOk)
            return body.Error;
        var erased = await data.EraseSelfAsync(http.Caller().Account, body.Value.Password, cancel);
        return erased.IsOk ? MarketResults.Nothing : erased.Refusal.ToResult();
    }

    private static async Task<IResult> EraseAsync(HttpContext http, string id, PersonalData data, CancellationToken cancel)
    {
        var erased = await data.EraseAsync(http.Caller().Account, WireId.Parse(id).User, cancel);
        return erased.IsOk ? MarketResults.Nothing : erased.Refusal.ToResult();
    }

    // The copy is the person's: an admin learns how far it is, and gets no link.
    private static async Task<IResult> AnswerAsync(
        Account by, Outcome<DataExport> export, PersonalData data, FileUrls urls, IFileStore files, CancellationToken cancel)
    {
        if (!export.IsOk)
            return export.Refusal.ToResult();
        var file = export.Value.FileId is { } id ? await files.FindAsync(export.Value.TenantId, id, cancel) : null;
        var url = file is not null && by.Id == export.Value.UserId ? urls.Of(file) : null;
        if (url is not null)
            data.NoteHandedOut(by);
        return MarketResults.Ok(ExportView.Of(export.Value, file is not null, url), MarketJson.Wire.EnvelopeExportView);
    }
}
