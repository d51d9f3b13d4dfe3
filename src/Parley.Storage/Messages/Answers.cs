using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

/// <summary>What a writer says to a write that it could not do.</summary>
internal static class Answers
{
    /// <summary>It may or may not be stored: the same temp id (or the same pointers) may be tried again.</summary>
    public static void TryLater(PendingWrite write)
    {
        if (write is PendingSend send)
            send.Refuse(ChatError.Retry);
        else if (write is PendingPointers pointers)
            pointers.Refuse(ChatError.Retry);
    }

    /// <summary>This very write can't be stored.</summary>
    public static void Unstorable(PendingWrite write)
    {
        if (write is PendingSend send)
            send.Refuse(ChatError.Unstorable);
        else if (write is PendingPointers pointers)
            pointers.Refuse(ChatError.Unstorable);
    }
}
