using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Im.Wire;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Emergency;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Rooms;

namespace Parley.Dialects.Im.Rest;

/// <summary><c>/api/im/emergency</c>, <c>blacklist</c>, <c>reports</c>, <c>rooms/{orderId}/join</c> (document 000, 4 and 6).</summary>
internal static class SafetyRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/emergency", CallAsync)
            .Describe("Records an emergency call and answers the number to dial.", ImJson.Default.ImTargetBody, ImJson.Wire.ImEmergency);
        group.MapGet("/blacklist", ListBlockedAsync).Describe("Whom one has blocked.", answers: ImJson.Wire.ImBlockedArray, query: "after limit");
        group.MapPost("/blacklist", BlockAsync).Describe("Blocks a user.", ImJson.Default.ImBlockBody);
        group.MapDelete("/blacklist/{userId}", UnblockAsync).Describe("Lifts a block.");
        group.MapPost("/reports", ReportAsync).Describe("Reports somebody.", ImJson.Default.ImReportBody, ImJson.Wire.ImReport, status: 201);
        group.MapPost("/rooms/{orderId}/join", JoinAsync).Describe("An agent joins an order's room.", answers: ImJson.Wire.ImRoom).Audited();
        group.MapDelete("/rooms/{orderId}/join", LeaveAsync).Describe("An agent leaves an order's room.").Audited();
    }

    private static async Task<IResult> CallAsync(HttpContext http, EmergencyCalls calls, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ImJson.Default.ImTargetBody);
        if (body is null)
            return refusal!;
        if (body.OrderId.IsMissing)
            return Answers.Missing("orderId");
        var called = await calls.CallAsync(http.Caller().Account, body.OrderId.Order(), cancel);
        if (!called.IsOk)
            return called.Refusal.ToResult();
        var (call, phone, name) = called.Value;
        return Answers.Json(new ImEmergency(call.Id.Value, call.OrderId.Value, phone, name, call.CreatedAt), ImJson.Wire.ImEmergency);
    }

    private static async Task<IResult> ListBlockedAsync(HttpContext http, Friends.Friends friends, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var rows = await friends.ListBlockedAsync(http.Caller().Account, Answers.QueryId(http, "after").User, limit, cancel);
        return Answers.Json(
            [.. rows.Select(row => new ImBlocked(row.Account.Id.Value, row.Account.DisplayName, row.Account.AvatarUrl, row.Block.Since))],
            ImJson.Wire.ImBlockedArray);
    }

    private static async Task<IResult> BlockAsync(HttpContext http, Friends.Friends friends, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ImJson.Default.ImBlockBody);
        if (body is null)
            return refusal!;
        return body.UserId.IsMissing ? Answers.Missing("userId") : await SetAsync(http, body.UserId.User, true, friends, cancel);
    }

    private static Task<IResult> UnblockAsync(HttpContext http, string userId, Friends.Friends friends, CancellationToken cancel) =>
        SetAsync(http, WireId.Parse(userId).User, false, friends, cancel);

    private static async Task<IResult> SetAsync(HttpContext http, UserId user, bool isBlocked, Friends.Friends friends, CancellationToken cancel) =>
        user.IsNone ? Answers.Refuse(ChatError.UserNotFound) : Answers.NoContent(await friends.BlockAsync(http.Caller().Account, user, isBlocked, cancel));

    private static async Task<IResult> ReportAsync(HttpContext http, Reports reports, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ImJson.Default.ImReportBody);
        if (body is null)
            return refusal!;
        if (body.TargetUserId.IsMissing)
            return Answers.Missing("targetUserId");
        if (body.Reason is null)
            return Answers.Missing("reason");
        var filed = await reports.FileAsync(
            http.Caller().Account, body.TargetUserId.User, body.MessageId.IsMissing ? null : body.MessageId.Message, body.Reason, body.Detail, cancel);
        if (!filed.IsOk)
            return filed.Refusal.ToResult();
        var report = filed.Value.Report;
        return Answers.Json(
            new ImReport(report.Id.Value, report.TargetId.Value, report.MessageId.IsNone ? null : report.MessageId.Value, report.Reason, report.Detail, report.CreatedAt),
            ImJson.Wire.ImReport,
            filed.Value.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> JoinAsync(HttpContext http, string orderId, OrderRooms rooms, CancellationToken cancel)
    {
        var joined = await rooms.JoinAsync(http.Caller().Account, WireId.Parse(orderId).Order(), cancel);
        return joined.IsOk
            ? Answers.Json(new ImRoom(joined.Value.OrderId.Value, joined.Value.Id.Value, joined.Value.MemberCount), ImJson.Wire.ImRoom)
            : joined.Refusal.ToResult();
    }

    private static async Task<IResult> LeaveAsync(HttpContext http, string orderId, OrderRooms rooms, CancellationToken cancel)
    {
        var left = await rooms.LeaveAsync(http.Caller().Account, WireId.Parse(orderId).Order(), cancel);
        return Answers.NoContent(left);
    }
}
