using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>/api/v1/notifications</c>.</summary>
internal static class NotificationRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", ListAsync)
            .Describe("One's notifications, newest first.", answers: SocialJson.Plain.ListDtoNotificationDto, query: "unread_only before limit");
        group.MapGet("/unread-count", CountAsync).Describe("How many are unread.", answers: SocialJson.Plain.UnreadDto);
        group.MapPost("/read-all", ReadAllAsync).Describe("Marks all as read.", answers: SocialJson.Plain.MarkedDto);
        group.MapPost("/{id}/read", ReadAsync).Describe("Marks one as read.");
    }

    private static async Task<IResult> ListAsync(HttpContext http, NotificationFeed feed, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var before = Answers.QueryId(http, "before");
        var beforeId = new NotificationId(before.Of(EntityKind.Notification));
        if (!before.IsMissing && beforeId.IsNone)
            return Answers.Refuse(ChatError.InvalidField, "before");
        var isUnreadOnly = http.Request.Query["unread_only"].ToString() is "true" or "1";
        var (items, hasMore) = await feed.PageAsync(http.Caller().Account, beforeId, isUnreadOnly, limit, cancel);
        return Answers.Json(
            new ListDto<NotificationDto>([.. items.Select(item => NotificationData.Of(item, isLive: false))], hasMore),
            SocialJson.Plain.ListDtoNotificationDto);
    }

    private static async Task<IResult> CountAsync(HttpContext http, NotificationFeed feed, CancellationToken cancel) =>
        Answers.Json(new UnreadDto(await feed.CountUnreadAsync(http.Caller().Account, cancel)), SocialJson.Plain.UnreadDto);

    private static async Task<IResult> ReadAsync(HttpContext http, string id, NotificationFeed feed, CancellationToken cancel)
    {
        var notification = new NotificationId(WireId.Parse(id).Of(EntityKind.Notification));
        return notification.IsNone
            ? Answers.Refuse(ChatError.NotFound)
            : Answers.NoContent(await feed.MarkReadAsync(http.Caller().Account, notification, cancel));
    }

    private static async Task<IResult> ReadAllAsync(HttpContext http, NotificationFeed feed, CancellationToken cancel) =>
        Answers.Json(new MarkedDto(await feed.MarkAllReadAsync(http.Caller().Account, cancel)), SocialJson.Plain.MarkedDto);
}
