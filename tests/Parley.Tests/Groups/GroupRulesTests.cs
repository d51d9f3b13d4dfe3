using Parley.Conversations;
using Parley.Groups;
using Parley.Primitives;

namespace Parley.Tests.Groups;

public sealed class GroupRulesTests
{
    private static readonly UserId Owner = new(1), Admin = new(2), Member = new(3), Stranger = new(9);

    private static readonly Conversation Group = new()
    {
        Id = new(7),
        TenantId = new(1),
        Kind = ConversationKind.Group,
        Title = "T",
        OwnerId = Owner,
        MaxMembers = 4,
        MemberCount = 3,
    };

    private static readonly Participant[] Members =
    [
        new() { ConversationId = Group.Id, UserId = Owner, Role = MemberRole.Owner },
        new() { ConversationId = Group.Id, UserId = Admin, Role = MemberRole.Admin },
        new() { ConversationId = Group.Id, UserId = Member, Role = MemberRole.Member },
    ];

    [Fact]
    public void Owner_and_admins_add_and_rename_others_do_not()
    {
        Assert.True(GroupRules.Add(Group, Members, Owner, [Stranger], 5).IsOk);
        Assert.True(GroupRules.Update(Group, Members, Admin, "New", null, null).IsOk);
        Assert.Equal(ChatError.Forbidden, GroupRules.Add(Group, Members, Member, [Stranger], 5).Refusal?.Error);
        Assert.Equal(ChatError.NotParticipant, GroupRules.Update(Group, Members, Stranger, "New", null, null).Refusal?.Error);
    }

    [Fact]
    public void A_group_takes_no_more_than_it_may_and_who_is_in_counts_once()
    {
        Assert.Equal(ChatError.GroupFull, GroupRules.Add(Group, Members, Owner, [Stranger, new(10)], 5).Refusal?.Error);
        var added = GroupRules.Add(Group, Members, Owner, [Stranger, Member], 5);
        Assert.Equal([Stranger], added.Value!.Members.Select(member => member.UserId));
        Assert.Equal(ChatError.InvalidField, GroupRules.Update(Group, Members, Owner, null, null, 2).Refusal?.Error);
    }

    [Fact]
    public void An_owner_who_goes_for_good_is_succeeded_by_the_admin_else_the_member_who_has_been_in_longest()
    {
        Assert.Equal(Admin, GroupRules.Succeed(Group, Members, Owner).Value!.OwnerId);
        Participant[] equals =
        [
            Members[0],
            Members[2] with { JoinedAt = 20 },
            new() { ConversationId = Group.Id, UserId = Stranger, Role = MemberRole.Member, JoinedAt = 10 },
        ];
        Assert.Equal(Stranger, GroupRules.Succeed(Group, equals, Owner).Value!.OwnerId);
        Assert.Equal(ChatError.UserNotFound, GroupRules.Succeed(Group, [Members[0]], Owner).Refusal?.Error);
        Assert.Equal(ChatError.Forbidden, GroupRules.Succeed(Group, Members, Member).Refusal?.Error);
    }

    [Fact]
    public void Nobody_removes_an_equal_or_a_superior()
    {
        Assert.True(GroupRules.Remove(Group, Members, Owner, Admin, 5).IsOk);
        Assert.True(GroupRules.Remove(Group, Members, Admin, Member, 5).IsOk);
        Assert.Equal(ChatError.Forbidden, GroupRules.Remove(Group, Members, Admin, Owner, 5).Refusal?.Error);
        Assert.Equal(ChatError.Forbidden, GroupRules.Remove(Group, Members, Member, Admin, 5).Refusal?.Error);
        Assert.Equal(ChatError.UserNotFound, GroupRules.Remove(Group, Members, Owner, Stranger, 5).Refusal?.Error);
    }

    [Fact]
    public void The_owner_hands_over_or_dissolves_but_does_not_leave()
    {
        Assert.Equal(ChatError.OwnerCannotLeave, GroupRules.Leave(Group, Members, Owner, 5).Refusal?.Error);
        var handed = GroupRules.SetRole(Group, Members, Owner, Member, MemberRole.Owner).Value!;
        Assert.Equal(Member, handed.OwnerId);
        Assert.Equal([new(Member, MemberRole.Owner), new(Owner, MemberRole.Admin)], handed.Members);
        Assert.Equal(ChatError.Forbidden, GroupRules.SetRole(Group, Members, Admin, Member, MemberRole.Admin).Refusal?.Error);
        Assert.Equal(3, GroupRules.Dissolve(Group, Members, Owner, 5).Value!.Members.Count);
        Assert.Equal(ChatError.Forbidden, GroupRules.Dissolve(Group, Members, Admin, 5).Refusal?.Error);
    }

    [Fact]
    public void A_dissolved_group_is_no_group() =>
        Assert.Equal(ChatError.ConversationNotFound, GroupRules.Leave(Group with { DissolvedAt = 1 }, Members, Member, 5).Refusal?.Error);
}
