using Parley.Messages;

namespace Parley.Storage.Messages;

/// <summary>The writer behind the queue. Disposing it takes no more writes in and returns when all that were taken in are answered.</summary>
internal interface IMessageWriter : IAsyncDisposable
{
    /// <summary>How many writes were taken in and are not yet delivered.</summary>
    int Queued { get; }

    /// <summary>Takes a write in, or says no: full, or stopping.</summary>
    bool TryEnqueue(PendingWrite write);

    /// <summary>The write is delivered: its room in the queue is free again.</summary>
    void Release(PendingWrite write);
}
