namespace Parley.Conversations;

/// <summary>How many messages of others a participant has not read. A formula over pointers: nothing is counted on delivery, so nothing drifts.</summary>
public static class Unread
{
    /// <summary>(lastSeq − readSeq) − (ownSent − ownSentAtRead).</summary>
    public static long Count(long lastSeq, long readSeq, long ownSent, long ownSentAtRead) =>
        lastSeq - readSeq - (ownSent - ownSentAtRead);

    /// <summary>The same, from the rows.</summary>
    public static long Count(Conversation conversation, Participant participant) =>
        Count(conversation.LastSeq, participant.ReadSeq, participant.OwnSent, participant.OwnSentAtRead);
}
