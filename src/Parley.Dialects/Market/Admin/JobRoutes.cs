using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/jobs</c>: what waits, what is under way, and the dead letters; for operators.</summary>
internal static class JobRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/jobs").RequireAuthorization(Policies.Operator);
        group.MapGet("", ListAsync).Describe("Jobs that wait, run or are dead.", answers: MarketJson.Wire.PageEnvelopeJobView, query: "kind state after limit");
        group.MapPost("/{id}/retry", RetryAsync).Describe("Runs a dead job again.", answers: MarketJson.Wire.EnvelopeNothing);
        group.MapDelete("/{id}", CancelAsync).Describe("Takes a job away.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IJobStore jobs, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var (kind, word) = (http.Request.Query["kind"].ToString(), http.Request.Query["state"].ToString());
        var state = JobView.StateOf(word);
        if (word.Length > 0 && state is null)
            return FieldRules.Invalid("state").ToResult();
        var filter = new JobFilter { Kind = kind.Length == 0 ? null : kind, State = state };
        var rows = await jobs.ListAsync(filter, page.After == 0 ? null : new JobId(page.After), page.Take, cancel);
        return page.Answer(rows, JobView.Of, row => row.Id.Value, MarketJson.Wire.PageEnvelopeJobView);
    }

    private static async Task<IResult> RetryAsync(HttpContext http, string id, IJobStore jobs, AuditTrail audit, CancellationToken cancel)
    {
        var job = IdOf(id);
        var revived = await jobs.ReviveAsync(job, cancel);
        if (!revived.IsOk)
            return revived.Refusal.ToResult();
        audit.Record(AuditAction.JobRetried, http.Caller().Account, job.Value);
        return MarketResults.Nothing;
    }

    private static async Task<IResult> CancelAsync(HttpContext http, string id, IJobStore jobs, AuditTrail audit, CancellationToken cancel)
    {
        var job = IdOf(id);
        if (!await jobs.CancelAsync(job, cancel))
            return ((Refusal)ChatError.NotFound).ToResult();
        audit.Record(AuditAction.JobCancelled, http.Caller().Account, job.Value);
        return MarketResults.Nothing;
    }

    private static JobId IdOf(string id) => new(WireId.Parse(id).Of(default));
}
