using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Rooms;

/// <summary>What becomes of a room's members, decided under its lock. Pure. An agent who joined is told from the others by its role there.</summary>
public static class RoomRules
{
    /// <summary>What an agent is in a room.</summary>
    public const MemberRole AgentRole = MemberRole.Admin;

    /// <summary>The room is to hold these people: others leave, but for agents who joined.</summary>
    public static Outcome<ConversationEdit> Declare(IReadOnlyList<Participant> members, IReadOnlyList<UserId> people, long nowMs) =>
        Replace(members, people, nowMs) with { DeclaredAt = nowMs };

    /// <summary>A room in which nothing was said becomes that of these two.</summary>
    public static Outcome<ConversationEdit> TakeOver(Conversation room, IReadOnlyList<Participant> members, IReadOnlyList<UserId> two, long nowMs) =>
        room.LastSeq == 0 ? Replace(members, two, nowMs) : ChatError.NotParticipant;

    /// <summary>An agent joins.</summary>
    public static Outcome<ConversationEdit> Join(IReadOnlyList<Participant> members, UserId agent, long nowMs) =>
        members.Count >= OrderRooms.MostMembers && members.All(member => member.UserId != agent)
            ? new Refusal(ChatError.GroupFull, Limit: OrderRooms.MostMembers)
            : new ConversationEdit { Members = [new MemberEdit(agent, AgentRole, JoinedAt: nowMs)] };

    /// <summary>An agent who joined leaves.</summary>
    public static Outcome<ConversationEdit> Leave(IReadOnlyList<Participant> members, UserId agent, long nowMs) =>
        members.Any(member => member.UserId == agent && member.Role == AgentRole)
            ? new ConversationEdit { Members = [new MemberEdit(agent, AgentRole, LeftAt: nowMs)] }
            : ChatError.NotParticipant;

    private static ConversationEdit Replace(IReadOnlyList<Participant> members, IReadOnlyList<UserId> people, long nowMs)
    {
        var known = members.Select(member => member.UserId).ToHashSet();
        var leaving = members.Where(member => member.Role != AgentRole && !people.Contains(member.UserId));
        return new ConversationEdit
        {
            OwnerId = people[0],
            PeerId = people.Count == 2 ? people[1] : default(UserId),
            Members =
            [
                .. leaving.Select(member => new MemberEdit(member.UserId, member.Role, LeftAt: nowMs)),
                .. people.Where(user => !known.Contains(user)).Select(user => new MemberEdit(user, MemberRole.Member, JoinedAt: nowMs)),
            ],
        };
    }
}
