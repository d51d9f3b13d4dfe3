using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Friends;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>/api/v1/friends</c> (document 003, 9.1).</summary>
internal static class FriendRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/request", AskAsync)
            .Describe("Asks somebody to be friends; where the other has asked before, they are.", SocialJson.Default.FriendRequestBody, SocialJson.Plain.PersonDto, status: 201);
        group.MapGet("/", ListAsync).Describe("One's friends.", answers: SocialJson.Plain.ListDtoPersonDto, query: "after limit");
        group.MapGet("/pending", PendingAsync).Describe("Who asks to be a friend.", answers: SocialJson.Plain.ListDtoPersonDto, query: "after limit");
        group.MapGet("/blocked", BlockedAsync).Describe("Whom one has blocked.", answers: SocialJson.Plain.ListDtoPersonDto, query: "after limit");
        group.MapPost("/{id}/accept", AcceptAsync).Describe("Accepts a request.", answers: SocialJson.Plain.PersonDto);
        group.MapPost("/{id}/reject", RejectAsync).Describe("Rejects a request.", answers: SocialJson.Plain.PersonDto);
        group.MapPost("/{id}/block", (HttpContext http, string id, Friends.Friends friends, CancellationToken cancel) => BlockAsync(http, id, true, friends, cancel))
            .Describe("Blocks a user.");
        group.MapPost("/{id}/unblock", (HttpContext http, string id, Friends.Friends friends, CancellationToken cancel) => BlockAsync(http, id, false, friends, cancel))
            .Describe("Lifts a block.");
        group.MapDelete("/{id}", RemoveAsync).Describe("Ends a friendship.");
    }

    private static async Task<IResult> AskAsync(HttpContext http, Friends.Friends friends, AccountDirectory accounts, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, SocialJson.Default.FriendRequestBody);
        if (body is null)
            return refusal!;
        if (body.UserId.IsMissing)
            return Answers.Missing("user_id");
        if (body.UserId.IsInvalid)
            return Answers.Refuse(ChatError.InvalidField, "user_id");
        if (body.UserId.User.IsNone)
            return Answers.Refuse(ChatError.UserNotFound);
        var asked = await friends.AskAsync(http.Caller().Account, body.UserId.User, cancel);
        if (!asked.IsOk)
            return asked.Refusal.ToResult();
        return asked.Value.IsAccepted
            ? await TellAsync(http, asked.Value.Request, "accepted", StatusCodes.Status200OK, accounts, cancel)
            : await TellAsync(http, asked.Value.Request, "pending", StatusCodes.Status201Created, accounts, cancel);
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, string id, Friends.Friends friends, AccountDirectory accounts, CancellationToken cancel)
    {
        var accepted = await friends.AcceptAsync(http.Caller().Account, RequestOf(id), cancel);
        return accepted.IsOk
            ? await TellAsync(http, accepted.Value, "accepted", StatusCodes.Status200OK, accounts, cancel)
            : accepted.Refusal.ToResult();
    }

    private static async Task<IResult> RejectAsync(HttpContext http, string id, Friends.Friends friends, AccountDirectory accounts, CancellationToken cancel)
    {
        var rejected = await friends.RejectAsync(http.Caller().Account, RequestOf(id), cancel);
        return rejected.IsOk
            ? await TellAsync(http, rejected.Value, "rejected", StatusCodes.Status200OK, accounts, cancel)
            : rejected.Refusal.ToResult();
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string id, Friends.Friends friends, CancellationToken cancel)
    {
        var user = WireId.Parse(id).User;
        return user.IsNone ? Answers.Refuse(ChatError.NotFound) : Answers.NoContent(await friends.RemoveAsync(http.Caller().Account, user, cancel));
    }

    private static async Task<IResult> BlockAsync(HttpContext http, string id, bool isBlocked, Friends.Friends friends, CancellationToken cancel)
    {
        var user = WireId.Parse(id).User;
        return user.IsNone
            ? Answers.Refuse(ChatError.UserNotFound)
            : Answers.NoContent(await friends.BlockAsync(http.Caller().Account, user, isBlocked, cancel));
    }

    private static async Task<IResult> ListAsync(HttpContext http, Friends.Friends friends, PresenceTracker presence, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var after = Answers.QueryId(http, "after").User;
        var rows = await friends.ListAsync(http.Caller().Account, after, limit + 1, cancel);
        return List(rows, limit, row =>
            PersonDto.Of(row.Account, status: WireWords.Of(presence.StatusOf(row.Account.Id)), at: row.Friendship.Since));
    }

    private static async Task<IResult> PendingAsync(HttpContext http, Friends.Friends friends, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var after = new FriendRequestId(Answers.QueryId(http, "after").Of(EntityKind.FriendRequest));
        var rows = await friends.ListPendingAsync(http.Caller().Account, after, limit + 1, cancel);
        return List(rows, limit, row => PersonDto.Of(row.From, row.Request.Id, "pending", row.Request.CreatedAt));
    }

    private static async Task<IResult> BlockedAsync(HttpContext http, Friends.Friends friends, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var rows = await friends.ListBlockedAsync(http.Caller().Account, Answers.QueryId(http, "after").User, limit + 1, cancel);
        return List(rows, limit, row => PersonDto.Of(row.Account, at: row.Block.Since));
    }

    private static IResult List<T>(IReadOnlyList<T> rows, int limit, Func<T, PersonDto> show) => Answers.Json(
        new ListDto<PersonDto>([.. rows.Take(limit).Select(show)], rows.Count > limit), SocialJson.Plain.ListDtoPersonDto);

    // The other side, from the caller's.
    private static async Task<IResult> TellAsync(
        HttpContext http, FriendRequest request, string status, int httpStatus, AccountDirectory accounts, CancellationToken cancel)
    {
        var peer = request.From == http.Caller().Id ? request.To : request.From;
        return await accounts.FindAsync(peer, cancel) is { } account
            ? Answers.Json(PersonDto.Of(account, request.Id, status, request.CreatedAt), SocialJson.Plain.PersonDto, httpStatus)
            : Answers.Refuse(ChatError.UserNotFound);
    }

    private static FriendRequestId RequestOf(string id) => new(WireId.Parse(id).Of(EntityKind.FriendRequest));
}
