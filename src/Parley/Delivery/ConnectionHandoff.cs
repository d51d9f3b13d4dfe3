using Parley.Conversations;
using Parley.Messages;

namespace Parley.Delivery;

/// <summary>
/// Brings a signed-in connection up to date: registers it with its live events held back, reads what its device has not had, queues that,
/// then lets the live events above it go. Nothing falls between, nothing comes twice.
/// </summary>
public sealed class ConnectionHandoff(
    ConnectionRegistry registry,
    Fanout fanout,
    IConversationStore conversations,
    IMessageStore messages,
    Accounts.AccountDirectory accounts,
    IBackplane backplane,
    Presence.PresenceTracker presence)
{
    private const int PageSize = 200;
    private const int PieceSize = 256 * 1024;

    /// <summary>
    /// Registers the connection and queues its backlog.
    /// </summary>
    /// <param name="connection">Signed in, not registered yet.</param>
    /// <param name="pushBacklog">False for dialects whose clients ask for what they missed themselves.</param>
    /// <param name="perConversation">At most so many of the newest missed messages of a conversation; the rest by history or sync.</param>
    /// <param name="cancel">The connection's end.</param>
    public async Task AttachAsync(Connection connection, bool pushBacklog, int perConversation, CancellationToken cancel)
    {
        var user = connection.Account.Id;
        connection.CloseGate();
        foreach (var replaced in registry.Add(connection))
            replaced.Close(CloseReason.Replaced);
        backplane.Arrived(user);
        presence.Connected(user);

        var positions = await conversations.ReadBacklogAsync(user, connection.Device, cancel);
        if (!TryWatch(connection, positions))
        {
            Detach(connection); // it ended meanwhile
            return;
        }

        foreach (var position in positions)
        {
            var (id, lastSeq) = (position.Conversation.Id, position.Conversation.LastSeq);
            if (pushBacklog && position.After < lastSeq)
                await GiveAsync(connection, position, Math.Max(position.After, lastSeq - perConversation), cancel);
            else
                connection.NoteBase(id, lastSeq);
        }

        while (!connection.TryOpenGate(PieceSize))
        {
            connection.Flush();
            await connection.WhenWrittenAsync();
        }

        connection.Flush();
    }

    /// <summary>Forgets a connection that has ended. Ending twice changes nothing.</summary>
    public void Detach(Connection connection)
    {
        var user = connection.Account.Id;
        foreach (var conversation in connection.End())
            fanout.Tails.Unwatch(conversation);
        if (!registry.Remove(connection) || registry.IsConnected(user))
            return;
        backplane.Departed(user);
        if (registry.IsConnected(user))
            backplane.Arrived(user); // A new connection came between the look and the word.
        presence.Disconnected(user);
    }

    private bool TryWatch(Connection connection, IReadOnlyList<BacklogPosition> positions)
    {
        var watched = positions.Select(position => position.Conversation.Id).ToArray();
        foreach (var position in positions)
            fanout.Tails.Watch(position.Conversation.Id, position.Conversation.Rev, position.Conversation.LastSeq);
        if (connection.TryWatch(watched))
            return true;
        foreach (var conversation in watched)
            fanout.Tails.Unwatch(conversation);
        return false;
    }

    private async Task GiveAsync(Connection connection, BacklogPosition position, long after, CancellationToken cancel)
    {
        var conversation = position.Conversation;
        connection.NoteBase(conversation.Id, after);
        MessagePage page;
        do
        {
            page = await messages.ReadAfterAsync(conversation.Id, connection.Account.Id, after, PageSize, cancel);
            var senders = await accounts.FindManyAsync(
                conversation.TenantId, page.Messages.Select(message => message.SenderId).ToHashSet(), cancel);
            foreach (var message in page.Messages)
            {
                var sent = new MessageSent(conversation, message, senders.GetValueOrDefault(message.SenderId), null);
                connection.GiveBacklog(message, connection.Dialect.Encode(sent));
                after = message.Seq;
            }

            connection.Flush();
            await connection.WhenWrittenAsync();
        }
        while (page.HasMore);
    }
}
