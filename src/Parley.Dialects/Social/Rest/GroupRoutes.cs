using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Social.Rest;

/// <summary><c>/api/v1/groups</c> (document 003, 9.3).</summary>
internal static class GroupRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/", CreateAsync).Describe("Makes a group.", SocialJson.Default.GroupBody, SocialJson.Plain.GroupDto, status: 201);
        group.MapGet("/", ListAsync).Describe("One's groups.", answers: SocialJson.Plain.ListDtoGroupDto, query: "after limit");
        group.MapGet("/{id}", FindAsync).Describe("A group and who is in it.", answers: SocialJson.Plain.GroupDto);
        group.MapPut("/{id}", UpdateAsync).Describe("Changes a group's name, picture or size.", SocialJson.Default.GroupBody, SocialJson.Plain.GroupDto);
        group.MapDelete("/{id}", DissolveAsync).Describe("Dissolves a group.");
        group.MapGet("/{id}/messages", MessagesAsync)
            .Describe("A group's messages, newest page first.", answers: SocialJson.Plain.ListDtoMessageDto, query: "before limit");
        group.MapPost("/{id}/messages", SendAsync)
            .Describe("Sends a message to a group.", SocialJson.Default.MessageBodyDto, SocialJson.Plain.MessageDto, status: 201);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http, Groups.Groups groups, GroupViews views, PictureFiles pictures, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, SocialJson.Default.GroupBody);
        if (body is null)
            return refusal!;
        if (body.Name is null)
            return Answers.Missing("name");
        if (!TryUsers(body.MemberIds ?? [], out var users, out refusal))
            return refusal!;
        var me = http.Caller().Account;
        var avatar = await pictures.TakeAsync(me, body.AvatarUrl, cancel);
        if (!avatar.IsOk)
            return avatar.Refusal!.ToResult();
        var created = await groups.CreateAsync(me, body.Name, avatar.Value, body.MaxMembers ?? Groups.Groups.MaxMembers, users, cancel);
        return created.IsOk ? await views.AnswerAsync(me, created.Value, StatusCodes.Status201Created, cancel) : created.Refusal.ToResult();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Groups.Groups groups, CancellationToken cancel)
    {
        var views = await groups.ListAsync(http.Caller().Account, cancel);
        return Answers.Json(
            new ListDto<GroupDto>([.. views.Select(view => GroupDto.Of(view.Conversation, view.Participant, null))], false),
            SocialJson.Plain.ListDtoGroupDto);
    }

    private static Task<IResult> FindAsync(HttpContext http, string id, GroupViews views, CancellationToken cancel) =>
        views.AnswerAsync(http.Caller().Account, IdOf(id), cancel);

    private static async Task<IResult> UpdateAsync(
        HttpContext http, string id, Groups.Groups groups, GroupViews views, PictureFiles pictures, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, SocialJson.Default.GroupBody);
        if (body is null)
            return refusal!;
        var me = http.Caller().Account;
        var avatar = await pictures.TakeAsync(me, body.AvatarUrl, cancel);
        if (!avatar.IsOk)
            return avatar.Refusal!.ToResult();
        var updated = await groups.UpdateAsync(me, IdOf(id), body.Name, avatar.Value, body.MaxMembers, cancel);
        return updated.IsOk ? await views.AnswerAsync(me, IdOf(id), cancel) : updated.Refusal.ToResult();
    }

    private static async Task<IResult> DissolveAsync(HttpContext http, string id, Groups.Groups groups, CancellationToken cancel) =>
        Answers.NoContent(await groups.DissolveAsync(http.Caller().Account, IdOf(id), cancel));

    private static async Task<IResult> MessagesAsync(
        HttpContext http, string id, Access access, MessageHistory history, MessageViews views, CancellationToken cancel)
    {
        if (Answers.Limit(http, out var refusal) is not { } limit)
            return refusal!;
        var me = http.Caller().Account;
        var entered = await access.EnterAsync(me, IdOf(id), cancel);
        if (!entered.IsOk)
            return entered.Refusal.ToResult();
        return entered.Value.Conversation.Kind == ConversationKind.Group
            ? await MessageRoutes.PageAsync(http, me, entered.Value.Conversation, limit, history, views, cancel)
            : Answers.Refuse(ChatError.ConversationNotFound);
    }

    private static Task<IResult> SendAsync(HttpContext http, string id, RestSender sender, CancellationToken cancel) =>
        sender.SendAsync(http, IdOf(id), cancel);

    /// <summary>A group's id in a path; none when it can't be one.</summary>
    public static ConversationId IdOf(string id) => WireId.Parse(id).Conversation;

    /// <summary>Users named in a body: all of them, or the refusal.</summary>
    public static bool TryUsers(WireId[] ids, out UserId[] users, out IResult? refusal)
    {
        users = [.. ids.Select(id => id.User)];
        refusal = users.Any(user => user.IsNone) ? Answers.Refuse(ChatError.UserNotFound) : null;
        return refusal is null;
    }
}
