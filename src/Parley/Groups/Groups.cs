using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Friends;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Groups;

/// <summary>Groups: conversations of up to 500 with roles. Every change is decided under the group's lock and told to all concerned.</summary>
public sealed class Groups(
    IConversationStore store,
    IFriendStore friends,
    AccountDirectory accounts,
    NotificationFeed notifications,
    Fanout fanout,
    IdGenerator ids,
    TimeProvider clock,
    DirectConversations? directs = null,
    Newcomers? newcomers = null)
{
    /// <summary>The most members that a group may hold (document 003, 5.3).</summary>
    public const int MaxMembers = 500;

    /// <summary>The longest name, in Unicode scalar values.</summary>
    public const int MaxTitleLength = 100;

    /// <summary>Makes a group with the caller as owner.</summary>
    public async Task<Outcome<GroupView>> CreateAsync(
        Account caller, string title, string? avatarUrl, int maxMembers, IReadOnlyCollection<UserId> users, CancellationToken cancel)
    {
        var others = users.Where(user => user != caller.Id).ToHashSet();
        if (RefuseShape(title, avatarUrl, maxMembers) is { } refusal)
            return refusal;
        if (others.Count + 1 > maxMembers)
            return new Refusal(ChatError.GroupFull, Limit: maxMembers);
        if (await RefuseUsersAsync(caller, others, cancel) is { } refused)
            return refused;

        var group = NewGroup(caller, title, avatarUrl, maxMembers, others.Count + 1);
        var members = others.Prepend(caller.Id).Select(user => new Participant
        {
            ConversationId = group.Id,
            UserId = user,
            Role = user == caller.Id ? MemberRole.Owner : MemberRole.Member,
            JoinedAt = group.CreatedAt,
        }).ToArray();
        group = await store.CreateGroupAsync(group, members, cancel);
        fanout.Publish(new GroupChanged(group, GroupChange.Created, caller.Id, members));
        await Task.WhenAll(others.Select(user => notifications.AddAsync(Tell(user, NotificationType.GroupInvite, caller, group), cancel)));
        return new GroupView(group, members);
    }

    /// <summary>The groups that the caller is in.</summary>
    public Task<IReadOnlyList<ConversationView>> ListAsync(Account caller, CancellationToken cancel) =>
        store.ListAsync(caller.Id, ConversationKind.Group, withEmpty: true, cancel);

    /// <summary>A group that the caller is in, with its members.</summary>
    public async Task<Outcome<GroupView>> FindAsync(Account caller, ConversationId id, CancellationToken cancel)
    {
        if (await store.FindAsync(caller.TenantId, id, cancel) is not { Kind: ConversationKind.Group, DissolvedAt: null } group)
            return ChatError.ConversationNotFound;
        var members = await store.ReadMembersAsync(id, cancel);
        return members.Any(member => member.UserId == caller.Id) ? new GroupView(group, members) : ChatError.NotParticipant;
    }

    /// <summary>Changes name, picture or bound; null leaves one as it is, an empty picture clears it.</summary>
    public Task<Outcome<EditedConversation>> UpdateAsync(
        Account caller, ConversationId id, string? title, string? avatarUrl, int? maxMembers, CancellationToken cancel)
    {
        if (RefuseShape(title ?? "-", avatarUrl, maxMembers ?? MaxMembers) is { } refusal)
            return Task.FromResult<Outcome<EditedConversation>>(refusal);
        return EditAsync(caller, id, GroupChange.Updated, (group, members) =>
            GroupRules.Update(group, members, caller.Id, title, avatarUrl, maxMembers), cancel);
    }

    /// <summary>Adds members; those who are in already are passed over, and <see cref="ChatError.AlreadyExists"/> when all are.</summary>
    public async Task<Outcome<EditedConversation>> AddAsync(
        Account caller, ConversationId id, IReadOnlyCollection<UserId> users, CancellationToken cancel)
    {
        var asked = users.ToHashSet();
        if (asked.Count is 0 or > MaxMembers)
            return new Refusal(ChatError.InvalidField, "userIds", MaxMembers);
        if (await RefuseUsersAsync(caller, asked, cancel) is { } refused)
            return refused;
        var now = clock.NowMs();
        return await EditAsync(caller, id, GroupChange.MembersAdded, (group, members) =>
        {
            var edit = GroupRules.Add(group, members, caller.Id, [.. asked], now);
            return edit.IsOk ? Telling(edit.Value, NotificationType.GroupInvite, caller, group) : edit;
        }, cancel);
    }

    /// <summary>Removes a member; naming oneself leaves.</summary>
    public Task<Outcome<EditedConversation>> RemoveAsync(Account caller, ConversationId id, UserId user, CancellationToken cancel)
    {
        if (user == caller.Id)
            return LeaveAsync(caller, id, cancel);
        var now = clock.NowMs();
        return EditAsync(caller, id, GroupChange.MemberRemoved, (group, members) =>
        {
            var edit = GroupRules.Remove(group, members, caller.Id, user, now);
            return edit.IsOk ? Telling(edit.Value, NotificationType.GroupRemoved, caller, group) : edit;
        }, cancel);
    }

    /// <summary>Leaves.</summary>
    public Task<Outcome<EditedConversation>> LeaveAsync(Account caller, ConversationId id, CancellationToken cancel)
    {
        var now = clock.NowMs();
        return EditAsync(caller, id, GroupChange.MemberLeft, (group, members) => GroupRules.Leave(group, members, caller.Id, now), cancel);
    }

    /// <summary>Somebody goes for good: out of all groups. One's own go to who has been in them longest, admins first, and end where nobody else is in them.</summary>
    public async Task DepartAsync(Account person, CancellationToken cancel)
    {
        foreach (var view in await ListAsync(person, cancel))
        {
            var id = view.Conversation.Id;
            var left = await LeaveAsync(person, id, cancel);
            if (left.IsOk || left.Refusal?.Error != ChatError.OwnerCannotLeave)
                continue;
            var handed = await EditAsync(person, id, GroupChange.RoleChanged, (group, members) => GroupRules.Succeed(group, members, person.Id), cancel);
            _ = handed.IsOk ? await LeaveAsync(person, id, cancel) : await DissolveAsync(person, id, cancel);
        }
    }

    /// <summary>Sets a member's role; <see cref="MemberRole.Owner"/> hands the group over.</summary>
    public Task<Outcome<EditedConversation>> SetRoleAsync(
        Account caller, ConversationId id, UserId user, MemberRole role, CancellationToken cancel) =>
        EditAsync(caller, id, GroupChange.RoleChanged, (group, members) => GroupRules.SetRole(group, members, caller.Id, user, role), cancel);

    /// <summary>Dissolves the group: nobody is in it any more.</summary>
    public Task<Outcome<EditedConversation>> DissolveAsync(Account caller, ConversationId id, CancellationToken cancel)
    {
        var now = clock.NowMs();
        return EditAsync(caller, id, GroupChange.Dissolved, (group, members) => GroupRules.Dissolve(group, members, caller.Id, now), cancel);
    }

    private async Task<Outcome<EditedConversation>> EditAsync(
        Account caller,
        ConversationId id,
        GroupChange change,
        Func<Conversation, IReadOnlyList<Participant>, Outcome<ConversationEdit>> decide,
        CancellationToken cancel)
    {
        var edited = await store.EditAsync(caller.TenantId, id, decide, cancel);
        if (!edited.IsOk)
            return edited.Refusal;

        // Those who just left are told as well; they are members no more.
        var (group, changed) = (edited.Value.Conversation, edited.Value.Changed);
        var members = await store.ReadMembersAsync(id, cancel);
        var recipients = members.Concat(changed).Select(participant => participant.UserId).Distinct().ToArray();
        fanout.Publish(new GroupChanged(group, change, caller.Id, changed), recipients);
        notifications.Push(edited.Value.Edit.Notifications);
        return edited;
    }

    private Conversation NewGroup(Account owner, string title, string? avatarUrl, int maxMembers, int memberCount) => new()
    {
        Id = new ConversationId(ids.Next()),
        TenantId = owner.TenantId,
        Kind = ConversationKind.Group,
        Title = title,
        AvatarUrl = avatarUrl,
        OwnerId = owner.Id,
        MaxMembers = maxMembers,
        MemberCount = memberCount,
        CreatedAt = clock.NowMs(),
    };

    private ConversationEdit Telling(ConversationEdit edit, NotificationType type, Account caller, Conversation group) =>
        edit with { Notifications = [.. edit.Members.Select(member => Tell(member.UserId, type, caller, group))] };

    private Notification Tell(UserId user, NotificationType type, Account caller, Conversation group)
    {
        var (title, content) = NotificationTexts.OfGroup(type, caller.DisplayName, group.Title ?? "");
        return notifications.Prepare(
            user, type, title, content, NotificationTexts.Data(("groupId", group.Id.Value), ("userId", caller.Id.Value)));
    }

    /// <summary>All must be users of the tenant, and nobody is put into a group by somebody that he blocks or is blocked by.</summary>
    private async Task<Refusal?> RefuseUsersAsync(Account caller, HashSet<UserId> users, CancellationToken cancel)
    {
        if ((await accounts.FindManyAsync(caller.TenantId, users, cancel)).Count != users.Count)
            return (Refusal)ChatError.UserNotFound;
        if (await friends.IsBlockedAmongAsync(caller.Id, users, cancel))
            return (Refusal)ChatError.Blocked;
        return newcomers?.Has(caller) == true ? newcomers.Refuse(caller, await CountStrangersAsync(caller, users, cancel)) : null;
    }

    // Those with whom the caller has had nothing to do; MaxMembers at most, and asked for new accounts only.
    private async Task<int> CountStrangersAsync(Account caller, HashSet<UserId> users, CancellationToken cancel)
    {
        var strangers = 0;
        foreach (var user in users.Where(user => user != caller.Id))
            strangers += directs is null || await directs.FindAsync(caller, user, cancel) is null ? 1 : 0;
        return strangers;
    }

    private static Refusal? RefuseShape(string title, string? avatarUrl, int maxMembers)
    {
        if (!FieldRules.IsPlainLine(title, 2 * MaxTitleLength) || title.EnumerateRunes().Count() > MaxTitleLength)
            return new Refusal(ChatError.InvalidField, "name", MaxTitleLength);
        if (avatarUrl is { Length: > 0 } && !FieldRules.IsPictureUrl(avatarUrl))
            return new Refusal(ChatError.InvalidField, "avatarUrl", 500);
        return maxMembers is < 2 or > MaxMembers ? new Refusal(ChatError.InvalidField, "maxMembers", MaxMembers) : null;
    }
}

/// <summary>A group with its members.</summary>
/// <param name="Group">The group.</param>
/// <param name="Members">Who is in it.</param>
public sealed record GroupView(Conversation Group, IReadOnlyList<Participant> Members);
