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
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/reports</c>, for agents too.</summary>
internal static class ReportRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/reports").RequireAuthorization(Policies.Agent);
        group.MapGet("", ListAsync).Describe("Reports, newest first.", answers: MarketJson.Wire.PageEnvelopeReportView, query: "state tenantId after limit");
        group.MapGet("/{id}", FindAsync).Describe("A report with what was said around it.", answers: MarketJson.Wire.EnvelopeReportView);
        group.MapGet("/{id}/messages", ReadAsync)
            .Describe("What was said around the reported message, newest first; each reading is in the audit log.", answers: OperatorJson.Wire.PageEnvelopeReportedMessageView, query: "after limit")
            .Audited();
        group.MapGet("/{id}/file", OpenAsync)
            .Describe("The file of the reported message as it was then; each opening is in the audit log.", form: RouteForm.Download).Audited();
        group.MapGet("/{id}/messages/{message}/file", OpenNearAsync)
            .Describe("The file of a message around the reported one; each opening is in the audit log.", form: RouteForm.Download).Audited();
        group.MapPost("/{id}/take", (HttpContext http, string id, ReportDesk desk, CancellationToken cancel) => StepAsync(http, id, ReportState.Taken, desk, cancel))
            .Describe("Takes a report.", MarketJson.Default.NoteBody, MarketJson.Wire.EnvelopeReportView);
        group.MapPost("/{id}/resolve", (HttpContext http, string id, ReportDesk desk, CancellationToken cancel) => StepAsync(http, id, ReportState.Resolved, desk, cancel))
            .Describe("Resolves a report; its reporter is told.", MarketJson.Default.NoteBody, MarketJson.Wire.EnvelopeReportView);
        group.MapPost("/{id}/dismiss", (HttpContext http, string id, ReportDesk desk, CancellationToken cancel) => StepAsync(http, id, ReportState.Dismissed, desk, cancel))
            .Describe("Dismisses a report; its reporter is told.", MarketJson.Default.NoteBody, MarketJson.Wire.EnvelopeReportView);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ReportDesk desk, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var word = http.Request.Query["state"].ToString();
        var state = ReportView.StateOf(word);
        if (word.Length > 0 && state is null)
            return FieldRules.Invalid("state").ToResult();
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await desk.ListAsync(http.Caller().Account, tenant, state, new ReportId(page.After), page.Take, cancel);
        return page.Answer(rows, ReportView.Of, row => row.Id.Value, MarketJson.Wire.PageEnvelopeReportView);
    }

    private static async Task<IResult> FindAsync(HttpContext http, string id, ReportDesk desk, CancellationToken cancel) =>
        ToResult(await desk.FindAsync(http.Caller().Account, IdOf(id), cancel));

    private static async Task<IResult> ReadAsync(HttpContext http, string id, ReportedConversations conversations, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var read = await conversations.ReadAsync(http.Caller().Account, IdOf(id), page.After == 0 ? null : page.After, page.Take, cancel);
        return read.IsOk
            ? page.Answer(read.Value, ReportedMessageView.Of, row => row.Message.Seq, OperatorJson.Wire.PageEnvelopeReportedMessageView)
            : read.Refusal.ToResult();
    }

    private static async Task<IResult> OpenAsync(HttpContext http, string id, ReportEvidence evidence, CancellationToken cancel) =>
        ToResult(await evidence.OpenAsync(http.Caller().Account, IdOf(id), cancel));

    private static async Task<IResult> OpenNearAsync(HttpContext http, string id, string message, ReportEvidence evidence, CancellationToken cancel) =>
        ToResult(await evidence.OpenAsync(http.Caller().Account, IdOf(id), WireId.Parse(message).Message, cancel));

    private static async Task<IResult> StepAsync(HttpContext http, string id, ReportState to, ReportDesk desk, CancellationToken cancel)
    {
        var note = await NoteBody.ReadAsync(http);
        return note.IsOk ? ToResult(await desk.StepAsync(http.Caller().Account, IdOf(id), to, note.Value.Note, cancel)) : note.Error;
    }

    private static IResult ToResult(Outcome<OpenedFile> opened) => opened.IsOk ? new FileResult(opened.Value) : opened.Refusal.ToResult();

    private static ReportId IdOf(string id) => new(WireId.Parse(id).Of(default));

    private static IResult ToResult(Outcome<Report> outcome) =>
        outcome.IsOk ? MarketResults.Ok(ReportView.Of(outcome.Value), MarketJson.Wire.EnvelopeReportView) : outcome.Refusal.ToResult();
}
