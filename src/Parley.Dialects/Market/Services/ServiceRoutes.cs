using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Marketplace;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Dialects.Market.Services;

/// <summary><c>/api/v1/services</c>: what providers offer (document 001, 2.2).</summary>
internal static class ServiceRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var services = app.MapGroup("/api/v1/services").RequireAuthorization();
        services.MapGet("", ListAsync).Describe("The tenant's services.", answers: ShopJson.Wire.PagedEnvelopeServiceView, query: "category providerId page limit");
        services.MapPost("", AddAsync).Describe("A provider offers a service.", ShopJson.Default.ServiceBody, ShopJson.Wire.EnvelopeServiceView);
        services.MapGet("/categories", (ServiceCatalog catalog) => MarketResults.Ok(catalog.Categories, ShopJson.Wire.EnvelopeIReadOnlyListString))
            .Describe("The categories that there are.", answers: ShopJson.Wire.EnvelopeIReadOnlyListString);
        services.MapGet("/mine", ListMineAsync)
            .Describe("A provider's own services, by category.", answers: ShopJson.Wire.PagedEnvelopeServiceGroupView, query: "status page limit");
        services.MapGet("/{id}", ReadAsync).Describe("A service.", answers: ShopJson.Wire.EnvelopeServiceView);
        foreach (var method in (string[])["PATCH", "PUT"]) // a PUT leaves what is absent, as everywhere here
            services.MapMethods("/{id}", [method], ChangeAsync)
                .Describe("Its provider changes a service: what is absent stays.", ShopJson.Default.ServiceBody, ShopJson.Wire.EnvelopeServiceView);
        services.MapDelete("/{id}", DeleteAsync).Describe("Its provider takes a service away.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    /// <summary>A path's id; none for what can name no service.</summary>
    public static ServiceId IdOf(string text) => new(WireId.Parse(text).Of(EntityKind.Service));

    private static async Task<IResult> ListAsync(HttpContext context, ServiceCatalog catalog, ServicePages pages)
    {
        var asked = Paginations.Read(context);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        if (!NearbyReading.TryCategory(context, out var category))
            return FieldRules.Invalid("category").ToResult();
        var provider = context.Request.Query["providerId"].ToString() is { Length: > 0 } text ? WireId.Parse(text).User : (UserId?)null;
        if (provider is { IsNone: true })
            return FieldRules.Invalid("providerId").ToResult();
        var caller = context.Caller();
        var page = await catalog.ListAsync(caller.Account, provider ?? default, category, asked.Value.Page, asked.Value.Limit, context.RequestAborted);
        if (!page.IsOk)
            return page.Refusal.ToResult();
        var views = await pages.OfAsync(caller.TenantId, page.Value.Items, null, context.RequestAborted);
        return Results.Json(new PagedEnvelope<ServiceView>(views, asked.Value with { Total = page.Value.Total }), ShopJson.Wire.PagedEnvelopeServiceView);
    }

    private static async Task<IResult> ListMineAsync(HttpContext context, ServiceCatalog catalog, ServicePages pages)
    {
        var caller = context.Caller();
        if (caller.Account.Role != Role.Provider)
            return ((Refusal)ChatError.Forbidden).ToResult();
        var asked = Paginations.Read(context, fallback: 100);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        var word = context.Request.Query["status"].ToString();
        var status = ServiceWords.StatusOf(word);
        if (word.Length > 0 && status is null)
            return FieldRules.Invalid("status").ToResult();
        if (!NearbyReading.TryCategory(context, out var category))
            return FieldRules.Invalid("category").ToResult();
        var page = await catalog.ListMineAsync(caller.Account, status, category, asked.Value.Page, asked.Value.Limit, context.RequestAborted);
        if (!page.IsOk)
            return page.Refusal.ToResult();
        var views = await pages.OfAsync(caller.TenantId, page.Value.Items, null, context.RequestAborted);
        ServiceGroupView[] groups = [.. views.GroupBy(view => view.Category, StringComparer.Ordinal).Select(group => new ServiceGroupView(group.Key, [.. group]))];
        return Results.Json(
            new PagedEnvelope<ServiceGroupView>(groups, asked.Value with { Total = page.Value.Total }), ShopJson.Wire.PagedEnvelopeServiceGroupView);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, ServiceCatalog catalog, ServicePages pages) =>
        await AnswerAsync(await catalog.FindAsync(context.Caller().Account, IdOf(id), context.RequestAborted), pages, context.RequestAborted);

    private static async Task<IResult> AddAsync(HttpContext context, ServiceCatalog catalog, ServicePages pages, PictureFiles pictures)
    {
        var (patch, wrong) = await ReadBodyAsync(context, pictures);
        return patch is null
            ? wrong!
            : await AnswerAsync(await catalog.AddAsync(context.Caller().Account, patch, context.RequestAborted), pages, context.RequestAborted);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, ServiceCatalog catalog, ServicePages pages, PictureFiles pictures)
    {
        var (patch, wrong) = await ReadBodyAsync(context, pictures);
        return patch is null
            ? wrong!
            : await AnswerAsync(await catalog.ChangeAsync(context.Caller().Account, IdOf(id), patch, context.RequestAborted), pages, context.RequestAborted);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, ServiceCatalog catalog)
    {
        var deleted = await catalog.DeleteAsync(context.Caller().Account, IdOf(id), context.RequestAborted);
        return deleted.IsOk ? MarketResults.Nothing : deleted.Refusal.ToResult();
    }

    private static async Task<(ServicePatch? Value, IResult? Refusal)> ReadBodyAsync(HttpContext context, PictureFiles pictures)
    {
        var body = await JsonBody.ReadAsync(context, ShopJson.Default.ServiceBody);
        if (!body.IsOk)
            return (null, body.Error);
        var patch = body.Value.ToPatch();
        if (!patch.IsOk)
            return (null, patch.Refusal.ToResult());
        if (patch.Value.Images.Value is not { } given)
            return (patch.Value, null);
        var images = await pictures.TakeAsync(context.Caller().Account, given, "images", ServiceListing.MostImages, context.RequestAborted);
        return images.IsOk
            ? (patch.Value with { Images = new Change<IReadOnlyList<string>>(true, images.Value) }, null)
            : (null, images.Refusal.ToResult());
    }

    private static async Task<IResult> AnswerAsync(Outcome<ServiceListing> listing, ServicePages pages, CancellationToken cancel) => listing.IsOk
        ? MarketResults.Ok(await pages.OfAsync(listing.Value, cancel), ShopJson.Wire.EnvelopeServiceView)
        : listing.Refusal.ToResult();
}
