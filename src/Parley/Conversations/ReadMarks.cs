using Parley.Messages;
using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>Who has read a message, from the pointers of those who are in its conversation, and to whom those are shown.</summary>
public static class ReadMarks
{
    /// <summary>Whether a viewer is shown how far somebody has read and what reached it: of a blocked pair each sees its own only.</summary>
    public static bool ShowsPointers(this Conversation conversation, UserId of, UserId viewer) => of == viewer || !conversation.IsBlocked;

    /// <summary>Those whose pointers a viewer is shown.</summary>
    public static IReadOnlyList<Participant> ShownTo(this IReadOnlyList<Participant> members, Conversation conversation, UserId viewer) =>
        conversation.IsBlocked ? [.. members.Where(member => conversation.ShowsPointers(member.UserId, viewer))] : members;

    /// <summary>Whether anybody but its sender has read it, as far as the viewer is shown.</summary>
    /// <param name="members">All who are in the conversation.</param>
    public static bool IsReadByAnother(this Message message, Conversation conversation, IEnumerable<Participant> members, UserId viewer) => members.Any(member =>
        member.UserId != message.SenderId
        && member.JoinedSeq < message.Seq
        && member.ReadSeq >= message.Seq
        && conversation.ShowsPointers(member.UserId, viewer));
}
