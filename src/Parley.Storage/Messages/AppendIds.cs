using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

/// <summary>Gives the sends of a batch their ids, once: a batch that is tried again keeps them.</summary>
internal static class AppendIds
{
    /// <summary>Assigns; those for which there is no id at the moment are answered and moved to <paramref name="settled"/>.</summary>
    public static void Assign(List<QueuedWrite> writes, List<PendingWrite> settled, IdGenerator ids)
    {
        var kept = 0;
        var exhausted = false;
        for (var i = 0; i < writes.Count; i++)
        {
            if (writes[i].Write is PendingSend { Id.IsNone: true } send && !TryAssign(send, ids, ref exhausted))
                settled.Add(send);
            else
                writes[kept++] = writes[i];
        }

        writes.RemoveRange(kept, writes.Count - kept);
    }

    private static bool TryAssign(PendingSend send, IdGenerator ids, ref bool exhausted)
    {
        try
        {
            if (!exhausted)
            {
                send.Id = new MessageId(ids.Next());
                return true;
            }
        }
        catch (IdsExhaustedException)
        {
            exhausted = true; // The lease comes back or the process ends; the sender's temp id stays good meanwhile.
        }

        send.Refuse(ChatError.Retry);
        return false;
    }
}
