using Parley.Messages;

namespace Parley.Storage.Messages;

internal sealed partial class AppendBatch
{
    /// <summary>Found by <see cref="AsksBlocks"/>: the rooms in which it matters whether the two have blocked each other.</summary>
    public HashSet<long> RoomsOfTwo { get; } = [];

    /// <summary>Whether any of these is written to a room of two; looked for among the rows read so far.</summary>
    public bool AsksBlocks(List<QueuedWrite> writes)
    {
        RoomsOfTwo.Clear();
        foreach (var write in writes)
        {
            if (write.Write is PendingSend { IsServerMade: false } send &&
                Rows.Conversations.TryGetValue(send.ConversationId.Value, out var conversation) && AppendRules.IsRoomOfTwo(conversation.Row))
                RoomsOfTwo.Add(send.ConversationId.Value);
        }

        return RoomsOfTwo.Count > 0;
    }
}
