using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley.Dialects.OpenApi;

/// <summary>Says beside a route's mapping what <c>/openapi/v1.json</c> tells of it.</summary>
public static class RouteDescriptions
{
    /// <summary>Describes the route. A test fails for one that isn't.</summary>
    /// <typeparam name="T">The builder's own type.</typeparam>
    /// <param name="route">As <c>MapGet</c> and its like answer it.</param>
    /// <param name="summary">What it does, in a sentence.</param>
    /// <param name="takes">The contract that reads the body.</param>
    /// <param name="answers">The contract that writes the answer.</param>
    /// <param name="query">Names of what it understands in its query, with spaces between.</param>
    /// <param name="status">The status of success; 0: 200, or 204 where it answers nothing.</param>
    /// <param name="form">What it takes or answers where that is not JSON.</param>
    public static T Describe<T>(
        this T route, string summary, JsonTypeInfo? takes = null, JsonTypeInfo? answers = null, string query = "", int status = 0, RouteForm form = RouteForm.Json)
        where T : IEndpointConventionBuilder
    {
        var names = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var success = status != 0 ? status : answers is null && form is RouteForm.Json ? StatusCodes.Status204NoContent : StatusCodes.Status200OK;
        return route.WithMetadata(new RouteDescription(summary, takes, answers, names, success, form));
    }
}
