using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>/api/v1/groups/{id}/members</c> and <c>/leave</c>.</summary>
internal static class GroupMemberRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/members", AddAsync).Describe("Brings people into a group.", SocialJson.Default.MembersBody, SocialJson.Plain.GroupDto);
        group.MapDelete("/members/{userId}", RemoveAsync).Describe("Takes somebody out of a group.");
        group.MapPut("/members/{userId}", SetRoleAsync)
            .Describe("Gives a member another role; `owner` hands the group over.", SocialJson.Default.RoleBody, SocialJson.Plain.GroupDto);
        group.MapPost("/leave", LeaveAsync).Describe("Leaves a group.");
    }

    private static async Task<IResult> AddAsync(HttpContext http, string id, Groups.Groups groups, GroupViews views, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, SocialJson.Default.MembersBody);
        if (body is null)
            return refusal!;
        if (body.UserIds is null)
            return Answers.Missing("user_ids");
        if (!GroupRoutes.TryUsers(body.UserIds, out var users, out refusal))
            return refusal!;
        var me = http.Caller().Account;
        var added = await groups.AddAsync(me, GroupRoutes.IdOf(id), users, cancel);
        return added.IsOk ? await views.AnswerAsync(me, GroupRoutes.IdOf(id), cancel) : added.Refusal.ToResult();
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string id, string userId, Groups.Groups groups, CancellationToken cancel)
    {
        var user = WireId.Parse(userId).User;
        return user.IsNone
            ? Answers.Refuse(ChatError.UserNotFound)
            : Answers.NoContent(await groups.RemoveAsync(http.Caller().Account, GroupRoutes.IdOf(id), user, cancel));
    }

    private static async Task<IResult> SetRoleAsync(
        HttpContext http, string id, string userId, Groups.Groups groups, GroupViews views, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, SocialJson.Default.RoleBody);
        if (body is null)
            return refusal!;
        if (body.Role is null)
            return Answers.Missing("role");
        if (!WireWords.TryParse(body.Role, out MemberRole role))
            return Answers.Refuse(ChatError.InvalidField, "role");
        var user = WireId.Parse(userId).User;
        if (user.IsNone)
            return Answers.Refuse(ChatError.UserNotFound);
        var me = http.Caller().Account;
        var set = await groups.SetRoleAsync(me, GroupRoutes.IdOf(id), user, role, cancel);
        return set.IsOk ? await views.AnswerAsync(me, GroupRoutes.IdOf(id), cancel) : set.Refusal.ToResult();
    }

    private static async Task<IResult> LeaveAsync(HttpContext http, string id, Groups.Groups groups, CancellationToken cancel) =>
        Answers.NoContent(await groups.LeaveAsync(http.Caller().Account, GroupRoutes.IdOf(id), cancel));
}
