using Parley.Delivery;
using Parley.Dialects.Social.Wire;

namespace Parley.Dialects.Social.Frames;

/// <summary>The <c>group</c> frames, all of one shape.</summary>
internal static class GroupFrames
{
    public static byte[] Of(GroupChanged changed)
    {
        var group = changed.Conversation;
        var data = new GroupChangedDto
        {
            GroupId = group.Id.Uuid(),
            Name = group.Title,
            AvatarUrl = group.AvatarUrl,
            OwnerId = group.OwnerId.Uuid(),
            MaxMembers = group.MaxMembers,
            MemberCount = group.MemberCount,
            Rev = group.Rev,
            ActorId = changed.ActorId.UuidOrNull(),
            Members = [.. changed.Changed.Select(member => new GroupMemberDto(member.UserId.Uuid(), WireWords.Of(member.Role)))],
        };
        return Envelope.Of("group", ActionOf(changed.Change), data, SocialJson.Default.GroupChangedDto);
    }

    private static string ActionOf(GroupChange change) => change switch
    {
        GroupChange.Created => "created",
        GroupChange.Updated => "updated",
        GroupChange.MembersAdded => "members_added",
        GroupChange.MemberRemoved => "member_removed",
        GroupChange.MemberLeft => "member_left",
        GroupChange.RoleChanged => "role_changed",
        GroupChange.Dissolved => "dissolved",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "A change without a word."),
    };
}
