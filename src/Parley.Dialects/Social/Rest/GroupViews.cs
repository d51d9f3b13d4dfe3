using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Rest;
using Parley.Dialects.Social.Wire;
using Parley.Groups;
using Parley.Primitives;

namespace Parley.Dialects.Social.Rest;

/// <summary>A group with its members, as the answer of a route.</summary>
internal sealed class GroupViews(Groups.Groups groups, AccountDirectory accounts)
{
    /// <summary>The group as it is now.</summary>
    public async Task<IResult> AnswerAsync(Account me, ConversationId id, CancellationToken cancel)
    {
        var found = await groups.FindAsync(me, id, cancel);
        return found.IsOk ? await AnswerAsync(me, found.Value, StatusCodes.Status200OK, cancel) : found.Refusal.ToResult();
    }

    /// <summary>A group that was just read or made.</summary>
    public async Task<IResult> AnswerAsync(Account me, GroupView view, int status, CancellationToken cancel)
    {
        var names = await accounts.FindManyAsync(me.TenantId, view.Members.Select(member => member.UserId).ToHashSet(), cancel);
        MemberDto[] members = [.. view.Members.Select(member => MemberDto.Of(member, names.GetValueOrDefault(member.UserId)))];
        return Answers.Json(
            GroupDto.Of(view.Group, view.Members.First(member => member.UserId == me.Id), members), SocialJson.Plain.GroupDto, status);
    }
}
