using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;
using Parley.Primitives;

namespace Parley.Dialects.Market.Accounts;

/// <summary><c>/api/v1/users</c>: finding people to write to.</summary>
internal static class PeopleRoutes
{
    private const int DefaultLimit = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/api/v1/users").RequireAuthorization();
        users.MapGet("", SearchAsync)
            .Describe("Finds people of the tenant by name, or one by a whole phone number.", answers: MarketJson.Wire.EnvelopeIReadOnlyListUserView, query: "q phone limit");
        users.MapGet("/{id}", ReadAsync).Describe("Somebody of the tenant.", answers: MarketJson.Wire.EnvelopeUserView);
    }

    private static async Task<IResult> SearchAsync(HttpContext context, PeopleSearch search)
    {
        var query = context.Request.Query;
        if (!query.ContainsKey("q"))
            return EdgeFault.MissingField.ToResult("q");
        var limit = DefaultLimit;
        if (query.TryGetValue("limit", out var text) && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit))
            return FieldRules.Invalid("limit", PeopleSearch.Most).ToResult();
        var found = await search.FindAsync(context.Caller().Account, query["q"], limit, context.RequestAborted);
        return found.IsOk
            ? MarketResults.Ok<IReadOnlyList<UserView>>(
                [.. found.Value.Select(person => UserView.Of(person.Account, person.MaskedPhone))], MarketJson.Wire.EnvelopeIReadOnlyListUserView)
            : found.Refusal.ToResult();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, PeopleSearch search)
    {
        if (!PublicId.TryParse(id, EntityKind.User, out var number))
            return ((Refusal)ChatError.UserNotFound).ToResult();
        var person = await search.ReadAsync(context.Caller().TenantId, new UserId(number), context.RequestAborted);
        return person.IsOk
            ? MarketResults.Ok(UserView.Of(person.Value.Account, person.Value.MaskedPhone), MarketJson.Wire.EnvelopeUserView)
            : person.Refusal.ToResult();
    }
}
