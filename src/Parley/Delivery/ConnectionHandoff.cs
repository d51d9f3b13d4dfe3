using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

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
    /// How far everything is that a device may hear of: for a connection whose client is told that it is in as soon as it is registered, and
    /// must then miss nothing. What comes after this look is live for it.
    /// </summary>
    public Task<IReadOnlyList<BacklogPosition>> LookAsync(UserId user, string device, CancellationToken cancel) =>
        conversations.ReadBacklogAsync(user, device, cancel);

    /// <summary>
    /// Registers the connection and queues its backlog.
    /// </summary>
    /// <param name="connection">Signed in, not registered yet.</param>
    /// <param name="pushBacklog">False for dialects whose clients ask for what they missed themselves.</param>
    /// <param name="perConversation">At most so many of the newest missed messages of a conversation; the rest by history or sync.</param>
    /// <param name="cancel">The connection's end.</param>
    /// <param name="resume">Where the connection stood in whose place it comes: it gets what lies above that, messages and their changes.</param>
    /// <param name="known">What <see cref="LookAsync"/> has found, for one that gets no backlog: then this ends before it waits for anything.</param>
    public async Task AttachAsync(
        Connection connection,
        bool pushBacklog,
        int perConversation,
        CancellationToken cancel,
        ResumePoint? resume = null,
        IReadOnlyList<BacklogPosition>? known = null)
    {
        var user = connection.Account.Id;
        connection.CloseGate();
        foreach (var replaced in registry.Add(connection))
            replaced.Close(CloseReason.Replaced);
        backplane.Arrived(user);
        presence.Connected(user);

        var positions = known ?? await conversations.ReadBacklogAsync(user, connection.Device, cancel);
        if (!TryWatch(connection, positions))
        {
            Detach(connection); // it ended meanwhile
            return;
        }

        foreach (var position in positions)
        {
            var (id, lastSeq) = (position.Conversation.Id, position.Conversation.LastSeq);
            if (resume is not null)
                await ResumeAsync(connection, position, resume, cancel);
            else if (pushBacklog && position.After < lastSeq)
                await GiveAsync(connection, position, Math.Max(position.After, lastSeq - perConversation), cancel);
            else
                connection.NoteBase(id, lastSeq, position.Conversation.Rev);
        }

        await connection.CatchUpAsync(cancel);
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

    private async Task ResumeAsync(Connection connection, BacklogPosition position, ResumePoint resume, CancellationToken cancel)
    {
        var (conversation, joined) = (position.Conversation, position.Participant.JoinedSeq);
        if (!connection.Dialect.Shows(conversation.Kind))
        {
            connection.NoteBase(conversation.Id, conversation.LastSeq, conversation.Rev);
            return;
        }

        var given = resume.Given.GetValueOrDefault(conversation.Id, new GivenUpTo(joined, conversation.Rev));
        var after = Math.Max(given.Seq, joined);
        connection.NoteBase(conversation.Id, after, given.Rev);
        if (after < conversation.LastSeq)
            await GiveAsync(connection, position, after, cancel, resume.Own);
        if (given.Rev < conversation.Rev)
            await GiveChangesAsync(connection, position, after, given.Rev, cancel);
    }

    // Recalls, deletions and reads are told again rather than not: saying one twice changes nothing.
    private async Task GiveChangesAsync(Connection connection, BacklogPosition position, long upTo, long rev, CancellationToken cancel)
    {
        var (me, id) = (connection.Account.Id, position.Conversation.Id);
        ConversationChanges changes;
        do
        {
            changes = await messages.ReadChangesAsync(id, me, position.Participant.JoinedSeq, rev, PageSize, cancel);
            foreach (var message in changes.Messages)
            {
                rev = message.Rev;
                if (message.Seq > upTo)
                    continue;
                if (changes.Hidden.Contains(message.Id))
                    Give(connection, new MessageHidden(changes.Conversation, message, me));
                else if (message.RecalledAt is not null)
                    Give(connection, new MessageRecalled(changes.Conversation, message));
            }

            connection.Flush();
            await connection.WhenWrittenAsync();
        }
        while (changes.HasMore);

        foreach (var participant in changes.Participants.ShownTo(changes.Conversation, me))
        {
            Give(connection, new PointersMoved(changes.Conversation, [participant]));
            if (connection.Dialect.NamesMessages && await fanout.FindCoveredAsync(changes.Conversation, participant, cancel) is { } covered)
                Give(connection, participant.UserId == me ? covered with { Delivered = [] } : covered);
        }
    }

    // Past the gate: it is news of before.
    private static void Give(Connection connection, OutboundEvent news)
    {
        var frame = connection.Dialect.Encode(news);
        if (!frame.IsEmpty)
            connection.Enqueue(frame);
    }

    private async Task GiveAsync(
        Connection connection, BacklogPosition position, long after, CancellationToken cancel, IReadOnlySet<(ConversationId, long)>? own = null)
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
                after = message.Seq;
                if (own?.Contains((conversation.Id, message.Seq)) == true)
                {
                    connection.NoteGiven(message, isRepeatable: true);
                    continue;
                }

                var sent = new MessageSent(conversation, message, senders.GetValueOrDefault(message.SenderId), null);
                connection.GiveBacklog(message, connection.Dialect.Encode(sent));
            }

            connection.Flush();
            await connection.WhenWrittenAsync();
        }
        while (page.HasMore);
    }
}
