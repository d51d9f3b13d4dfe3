using Parley.Messages;

namespace Parley.Storage.Messages.PostgreSql;

internal sealed class PostgresAppend(SendQueue queue) : IMessageWriter
{
    public bool TryEnqueue(PendingWrite write) => throw new NotSupportedException("The writer on PostgreSQL follows.");

    public void Release(PendingWrite write) => queue.Release(write);

    public ValueTask DisposeAsync() => default;
}
