using Parley.Messages;

namespace Parley.Conversations;

/// <summary>Who has read a message, from the pointers of those who are in its conversation.</summary>
public static class ReadMarks
{
    /// <summary>Whether anybody but its sender has read it.</summary>
    /// <param name="members">All who are in the conversation.</param>
    public static bool IsReadByAnother(this Message message, IEnumerable<Participant> members) =>
        members.Any(member => member.UserId != message.SenderId && member.JoinedSeq < message.Seq && member.ReadSeq >= message.Seq);
}
