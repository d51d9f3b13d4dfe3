using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Alerts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Emergency;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/emergency-calls</c>, for agents too: they are who helps.</summary>
internal static class EmergencyCallRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/emergency-calls").RequireAuthorization(Policies.Agent);
        group.MapGet("", ListAsync)
            .Describe("Emergency calls, newest first.", answers: MarketJson.Wire.PageEnvelopeEmergencyCallView, query: "state tenantId after limit");
        group.MapGet("/{id}", FindAsync).Describe("An emergency call.", answers: MarketJson.Wire.EnvelopeEmergencyCallView);
        group.MapPost("/{id}/take", (HttpContext http, string id, EmergencyDesk desk, CancellationToken cancel) => StepAsync(http, id, EmergencyState.Taken, desk, cancel))
            .Describe("Takes an emergency call; those who help are told.", MarketJson.Default.NoteBody, MarketJson.Wire.EnvelopeEmergencyCallView);
        group.MapPost("/{id}/close", (HttpContext http, string id, EmergencyDesk desk, CancellationToken cancel) => StepAsync(http, id, EmergencyState.Closed, desk, cancel))
            .Describe("Closes an emergency call; those who help are told.", MarketJson.Default.NoteBody, MarketJson.Wire.EnvelopeEmergencyCallView);
    }

    private static async Task<IResult> ListAsync(HttpContext http, EmergencyDesk desk, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var word = http.Request.Query["state"].ToString();
        var state = EmergencyWords.StateOf(word);
        if (word.Length > 0 && state is null)
            return FieldRules.Invalid("state").ToResult();
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await desk.ListAsync(tenant, state, new EmergencyId(page.After), page.Take, cancel);
        return page.Answer(rows, EmergencyCallView.Of, row => row.Id.Value, MarketJson.Wire.PageEnvelopeEmergencyCallView);
    }

    private static async Task<IResult> FindAsync(HttpContext http, string id, EmergencyDesk desk, CancellationToken cancel) =>
        ToResult(await desk.FindAsync(http.Caller().Account, IdOf(id), cancel));

    private static async Task<IResult> StepAsync(HttpContext http, string id, EmergencyState to, EmergencyDesk desk, CancellationToken cancel)
    {
        var note = await NoteBody.ReadAsync(http);
        return note.IsOk ? ToResult(await desk.StepAsync(http.Caller().Account, IdOf(id), to, note.Value.Note, cancel)) : note.Error;
    }

    private static EmergencyId IdOf(string id) => new(WireId.Parse(id).Of(default));

    private static IResult ToResult(Outcome<EmergencyCall> outcome) =>
        outcome.IsOk ? MarketResults.Ok(EmergencyCallView.Of(outcome.Value), MarketJson.Wire.EnvelopeEmergencyCallView) : outcome.Refusal.ToResult();
}
