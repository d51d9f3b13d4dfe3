using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Orders;
using Parley.Dialects.Market.Services;
using Parley.Dialects.OpenApi;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;
using Parley.Marketplace.Services;
using Parley.Primitives;
using Core = Parley.Marketplace.Reviews.Reviews;

namespace Parley.Dialects.Market.Reviews;

/// <summary>Reviews: written of an order, read of a service (document 001, flow 9).</summary>
internal static class ReviewRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/orders/{id}/review", AddAsync).RequireAuthorization()
            .Describe("Reviews a completed order, once.", ShopJson.Default.ReviewBody, ShopJson.Wire.EnvelopeReviewView);
        app.MapGet("/api/v1/services/{id}/reviews", ListAsync).RequireAuthorization()
            .Describe("A service's reviews, newest first.", answers: ShopJson.Wire.PagedEnvelopeReviewView, query: "page limit");
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, string id, Core reviews, Marketplace.Orders.Orders orders, OrderPages pages, PictureFiles pictures)
    {
        var body = await JsonBody.ReadAsync(context, ShopJson.Default.ReviewBody);
        if (!body.IsOk)
            return body.Error;
        var draft = Read(body.Value);
        if (!draft.IsOk)
            return draft.Refusal.ToResult();
        var (caller, cancel) = (context.Caller().Account, context.RequestAborted);
        var photos = await pictures.TakeAsync(caller, draft.Value.Photos ?? [], "photos", Core.MostPhotos, cancel);
        if (!photos.IsOk)
            return photos.Refusal.ToResult();
        var added = await reviews.AddAsync(caller, OrderRoutes.IdOf(id), draft.Value with { Photos = photos.Value }, cancel);
        if (added is { IsOk: false, Refusal.Error: ChatError.Conflict } && await orders.FindAsync(caller, OrderRoutes.IdOf(id), cancel) is { IsOk: true, Value: var order })
            return await pages.AnswerAsync(context, new OrderAnswer(order, null, added.Refusal));
        return added.IsOk ? MarketResults.Ok(ReviewView.Of(added.Value), ShopJson.Wire.EnvelopeReviewView) : added.Refusal.ToResult();
    }

    private static async Task<IResult> ListAsync(HttpContext context, string id, ServiceCatalog catalog, Core reviews, AccountDirectory accounts)
    {
        var asked = Paginations.Read(context);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        var (caller, cancel) = (context.Caller().Account, context.RequestAborted);
        var service = await catalog.FindAsync(caller, ServiceRoutes.IdOf(id), cancel);
        if (!service.IsOk)
            return service.Refusal.ToResult();
        var page = await reviews.ListAsync(caller, service.Value.Id, asked.Value.Page, asked.Value.Limit, cancel);
        if (!page.IsOk)
            return page.Refusal.ToResult();
        var people = await accounts.FindManyAsync(caller.TenantId, [.. page.Value.Items.Select(review => review.CustomerId).Distinct()], cancel);
        return Results.Json(
            new PagedEnvelope<ReviewView>([.. page.Value.Items.Select(review => ReviewView.Of(review, people))], asked.Value with { Total = page.Value.Total }),
            ShopJson.Wire.PagedEnvelopeReviewView);
    }

    private static Outcome<ReviewDraft> Read(ReviewBody body)
    {
        if (!JsonValues.TryDecimal(body.Rating, out var rating) || rating.Value is not { } stars || stars is < 1 or > 5 || stars % 1 != 0)
            return FieldRules.Invalid("rating", 5);
        if (!JsonValues.TryText(body.Comment, out var comment))
            return FieldRules.Invalid("comment");
        if (!JsonValues.TryTexts(body.Photos, out var photos) || !JsonValues.TryTexts(body.Images, out var images))
            return FieldRules.Invalid("photos");
        return new ReviewDraft((int)stars, comment.Value, photos.Value ?? images.Value);
    }
}
