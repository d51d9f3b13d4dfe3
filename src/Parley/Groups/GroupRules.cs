using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Groups;

/// <summary>What may become of a group: pure decisions, made under its lock on its row and members.</summary>
internal static class GroupRules
{
    /// <summary>Owner and admins rename; the bound can't fall below who is in.</summary>
    public static Outcome<ConversationEdit> Update(
        Conversation group, IReadOnlyList<Participant> members, UserId caller, string? title, string? avatarUrl, int? maxMembers)
    {
        if (Refuse(group, members, caller, MemberRole.Admin) is { } refusal)
            return refusal;
        if (maxMembers < members.Count)
            return new Refusal(ChatError.InvalidField, "maxMembers", members.Count);
        return new ConversationEdit { Title = title, AvatarUrl = avatarUrl, MaxMembers = maxMembers };
    }

    /// <summary>Owner and admins add; who is in already is passed over, unless nobody is left.</summary>
    public static Outcome<ConversationEdit> Add(
        Conversation group, IReadOnlyList<Participant> members, UserId caller, IReadOnlyList<UserId> users, long now)
    {
        if (Refuse(group, members, caller, MemberRole.Admin) is { } refusal)
            return refusal;
        var present = members.Select(member => member.UserId).ToHashSet();
        var joining = users.Where(user => !present.Contains(user)).ToArray();
        if (joining.Length == 0)
            return ChatError.AlreadyExists;
        if (present.Count + joining.Length > group.MaxMembers)
            return new Refusal(ChatError.GroupFull, Limit: group.MaxMembers);
        return new ConversationEdit { Members = [.. joining.Select(user => new MemberEdit(user, MemberRole.Member, null, now))] };
    }

    /// <summary>Owner and admins remove; an admin removes members only.</summary>
    public static Outcome<ConversationEdit> Remove(
        Conversation group, IReadOnlyList<Participant> members, UserId caller, UserId user, long now)
    {
        if (Refuse(group, members, caller, MemberRole.Admin) is { } refusal)
            return refusal;
        if (Find(members, user) is not { } member)
            return ChatError.UserNotFound;
        if (member.Role >= Find(members, caller)!.Role)
            return ChatError.Forbidden;
        return Leaving(member, now);
    }

    /// <summary>A member leaves; the owner hands over or dissolves instead.</summary>
    public static Outcome<ConversationEdit> Leave(Conversation group, IReadOnlyList<Participant> members, UserId caller, long now)
    {
        if (Refuse(group, members, caller, MemberRole.Member) is { } refusal)
            return refusal;
        var member = Find(members, caller)!;
        return member.Role == MemberRole.Owner ? ChatError.OwnerCannotLeave : Leaving(member, now);
    }

    /// <summary>The owner sets roles; <see cref="MemberRole.Owner"/> hands over and leaves the caller an admin.</summary>
    public static Outcome<ConversationEdit> SetRole(
        Conversation group, IReadOnlyList<Participant> members, UserId caller, UserId user, MemberRole role)
    {
        if (Refuse(group, members, caller, MemberRole.Owner) is { } refusal)
            return refusal;
        if (Find(members, user) is null)
            return ChatError.UserNotFound;
        if (user == caller)
            return role == MemberRole.Owner ? new ConversationEdit() : ChatError.OwnerCannotLeave;
        return role == MemberRole.Owner
            ? new ConversationEdit { OwnerId = user, Members = [new(user, MemberRole.Owner), new(caller, MemberRole.Admin)] }
            : new ConversationEdit { Members = [new(user, role)] };
    }

    /// <summary>The owner goes for good: the group goes to the admin, else the member, who has been in it longest.</summary>
    /// <returns><see cref="ChatError.UserNotFound"/> when nobody else is in it.</returns>
    public static Outcome<ConversationEdit> Succeed(Conversation group, IReadOnlyList<Participant> members, UserId owner)
    {
        var heir = members.Where(member => member.UserId != owner).OrderByDescending(member => member.Role).ThenBy(member => member.JoinedAt)
            .ThenBy(member => member.UserId.Value).FirstOrDefault();
        return heir is null ? ChatError.UserNotFound : SetRole(group, members, owner, heir.UserId, MemberRole.Owner);
    }

    /// <summary>The owner dissolves: all leave at once.</summary>
    public static Outcome<ConversationEdit> Dissolve(Conversation group, IReadOnlyList<Participant> members, UserId caller, long now)
    {
        if (Refuse(group, members, caller, MemberRole.Owner) is { } refusal)
            return refusal;
        return new ConversationEdit { DissolvedAt = now, Members = [.. members.Select(member => new MemberEdit(member.UserId, member.Role, now))] };
    }

    private static ConversationEdit Leaving(Participant member, long now) =>
        new() { Members = [new(member.UserId, MemberRole.Member, now)] };

    private static Participant? Find(IReadOnlyList<Participant> members, UserId user) =>
        members.FirstOrDefault(member => member.UserId == user);

    private static Refusal? Refuse(Conversation group, IReadOnlyList<Participant> members, UserId caller, MemberRole least)
    {
        if (group.Kind != ConversationKind.Group || group.DissolvedAt is not null)
            return (Refusal)ChatError.ConversationNotFound;
        if (Find(members, caller) is not { } member)
            return (Refusal)ChatError.NotParticipant;
        return member.Role >= least ? null : (Refusal)ChatError.Forbidden;
    }
}
