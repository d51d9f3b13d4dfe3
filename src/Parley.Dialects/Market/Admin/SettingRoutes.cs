using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Configuration;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/settings</c>: all settings, and those that are changed without a restart; for operators.</summary>
internal static class SettingRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/settings").RequireAuthorization(Policies.Operator);
        group.MapGet("", List).Describe("All settings, by name, and where each comes from.", answers: OperatorJson.Wire.EnvelopeIReadOnlyListSettingView);
        group.MapPut("/{name}", SetAsync)
            .Describe("Changes a setting on all nodes, without a restart.", OperatorJson.Default.SettingBody, OperatorJson.Wire.EnvelopeSettingView);
        group.MapDelete("/{name}", async (HttpContext http, string name, SettingsDesk desk) =>
            ToResult(http, await desk.ResetAsync(http.Caller().Account, name, http.RequestAborted)))
            .Describe("Sets a setting back to what is configured.", answers: OperatorJson.Wire.EnvelopeSettingView);
    }

    private static IResult List(HttpContext http, SettingsDesk desk)
    {
        var language = ErrorWriters.LanguageOf(http);
        return MarketResults.Ok<IReadOnlyList<SettingView>>(
            [.. desk.List().Select(setting => SettingView.Of(setting, language))], OperatorJson.Wire.EnvelopeIReadOnlyListSettingView);
    }

    private static async Task<IResult> SetAsync(HttpContext http, string name, SettingsDesk desk)
    {
        var body = await JsonBody.ReadAsync(http, OperatorJson.Default.SettingBody);
        return body.IsOk ? ToResult(http, await desk.SetAsync(http.Caller().Account, name, body.Value.Text, http.RequestAborted)) : body.Error;
    }

    private static IResult ToResult(HttpContext http, Outcome<ShownSetting> outcome) =>
        outcome.IsOk ? MarketResults.Ok(SettingView.Of(outcome.Value, ErrorWriters.LanguageOf(http)), OperatorJson.Wire.EnvelopeSettingView) : outcome.Refusal.ToResult();
}
