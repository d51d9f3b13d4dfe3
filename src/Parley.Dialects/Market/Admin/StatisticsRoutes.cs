using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Primitives;
using Parley.Statistics;
using Parley.Tenants;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/statistics</c> and <c>/live</c>: what was done and what goes on; an admin's own tenant, or all for operators.</summary>
internal static class StatisticsRoutes
{
    private const int MostHours = 31 * 24;
    private const int MostDays = 731; // two years, a leap year among them
    private const int UsualHours = 24;
    private const int UsualDays = 30;
    private const long LastMs = 253_370_764_800_000; // the year 9999

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/admin/statistics", ReadAsync).RequireAuthorization(Policies.Admin)
            .Describe("What was done in each hour or day.", answers: MarketJson.Wire.EnvelopeIReadOnlyListStatisticsView, query: "from to by tenantId");
        app.MapGet("/api/admin/live", ReadLiveAsync).RequireAuthorization(Policies.Admin)
            .Describe("What goes on now, at all nodes.", answers: MarketJson.Wire.EnvelopeLiveView, query: "tenantId");
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http, OperatorStatistics statistics, ITenantStore tenants, TimeProvider clock, CancellationToken cancel)
    {
        var asked = ReadSpan(http.Request.Query, clock.NowMs());
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        var scope = await ReadScopeAsync(http, tenants, cancel);
        if (!scope.IsOk)
            return scope.Refusal.ToResult();
        var (grain, from, to) = asked.Value;
        var periods = await statistics.ReadAsync(scope.Value, grain, from, to, cancel);
        return MarketResults.Ok<IReadOnlyList<StatisticsView>>(
            [.. periods.Select(period => StatisticsView.Of(period, grain))], MarketJson.Wire.EnvelopeIReadOnlyListStatisticsView);
    }

    private static async Task<IResult> ReadLiveAsync(HttpContext http, LiveBoard board, ITenantStore tenants, TimeProvider clock, CancellationToken cancel)
    {
        var scope = await ReadScopeAsync(http, tenants, cancel);
        return scope.IsOk
            ? MarketResults.Ok(LiveView.Of(await board.ReadAsync(scope.Value, cancel), clock.NowMs(), isWhole: scope.Value.IsNone), MarketJson.Wire.EnvelopeLiveView)
            : scope.Refusal.ToResult();
    }

    // Whose: none is all of them.
    private static async ValueTask<Outcome<TenantId>> ReadScopeAsync(HttpContext http, ITenantStore tenants, CancellationToken cancel)
    {
        var (account, text) = (http.Caller().Account, http.Request.Query["tenantId"].ToString());
        if (text.Length == 0)
            return account.Role == Role.Operator ? default : account.TenantId;
        var id = new TenantId(WireId.Parse(text).Of(default));
        if (account.Role != Role.Operator)
            return id == account.TenantId ? id : ChatError.Forbidden;
        return !id.IsNone && await tenants.FindAsync(id, cancel) is not null ? id : new Refusal(ChatError.NotFound, "tenantId");
    }

    private static Outcome<(StatisticGrain Grain, long From, long To)> ReadSpan(IQueryCollection query, long nowMs)
    {
        StatisticGrain? grain = query["by"].ToString() switch
        {
            "" or "hour" => StatisticGrain.Hour,
            "day" => StatisticGrain.Day,
            _ => null,
        };
        if (grain is not { } by)
            return FieldRules.Invalid("by");
        var (length, usual, most) = by == StatisticGrain.Hour ? (StatisticSpan.Length(by), UsualHours, MostHours) : (StatisticSpan.Length(by), UsualDays, MostDays);
        if (!TryTime(query, "to", nowMs, out var to))
            return FieldRules.Invalid("to");
        if (!TryTime(query, "from", Math.Max(0, to - (usual * length)), out var from))
            return FieldRules.Invalid("from");
        if (to <= from)
            return FieldRules.Invalid("to");
        return ((to + length - 1) / length) - (from / length) <= most + 1 // a span that begins within an hour touches one more
            ? (by, from, to)
            : FieldRules.Invalid("from", most);
    }

    private static bool TryTime(IQueryCollection query, string name, long fallback, out long ms)
    {
        var text = query[name].ToString();
        if (text.Length > 0)
            return QueryTime.TryParse(text, out ms) && ms is >= 0 and <= LastMs;
        ms = fallback;
        return true;
    }
}
