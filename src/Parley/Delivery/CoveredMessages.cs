using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Finds out which messages risen pointers cover, beside the delivery loop, which waits for no store. One loop; what is asked waits in its
/// channel, bounded: past it the names are not told, the pointers were.
/// </summary>
/// <param name="messages">Where the messages are.</param>
/// <param name="tell">Has it delivered on this node.</param>
/// <param name="log">For faults.</param>
internal sealed partial class CoveredMessages(
    IMessageStore messages, Action<MessagesCovered, IReadOnlyCollection<UserId>> tell, ILogger log) : IAsyncDisposable
{
    /// <summary>So many messages are named at most.</summary>
    public const int Most = 100;

    private readonly Channel<(PointersMoved Moved, IReadOnlyCollection<UserId> Audience)> _asked =
        Channel.CreateBounded<(PointersMoved, IReadOnlyCollection<UserId>)>(
            new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to look.</summary>
    public void Start() => _loop = Task.Run(LookAsync, CancellationToken.None);

    /// <summary>Asks for the messages of a move. Never waits.</summary>
    public void Look(PointersMoved moved, IReadOnlyCollection<UserId> audience) => _asked.Writer.TryWrite((moved, audience));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _asked.Writer.TryComplete();
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        await foreach (var (moved, audience) in _asked.Reader.ReadAllAsync(CancellationToken.None))
        {
            foreach (var participant in moved.Participants)
            {
                try
                {
                    if (!_stop.IsCancellationRequested && await FindAsync(moved.Conversation, participant, _stop.Token) is { } covered)
                        Tell(covered, audience);
                }
                catch (OperationCanceledException) when (_stop.IsCancellationRequested)
                {
                    // Stopping: whoever connects next reads it from the store.
                }
                catch (Exception fault)
                {
                    LogFailed(fault);
                }
            }
        }
    }

    // What reached somebody is news for those who wrote it; what it has read, for its own other devices too.
    private void Tell(MessagesCovered covered, IReadOnlyCollection<UserId> audience)
    {
        if (covered.Delivered.Count > 0)
            tell(covered with { Read = [] }, [.. audience.Where(user => user != covered.UserId)]);
        if (covered.Read.Count > 0)
            tell(covered with { Delivered = [] }, audience);
    }

    /// <summary>The messages that a participant's pointers cover; null when there are none.</summary>
    public async ValueTask<MessagesCovered?> FindAsync(Conversation conversation, Participant at, CancellationToken cancel)
    {
        var readFrom = at.ReadSeqBefore ?? Math.Max(0, at.ReadSeq - Most);
        var deliveredFrom = Math.Max(at.DeliveredSeqBefore ?? Math.Max(0, at.DeliveredSeq - Most), at.ReadSeq);
        var from = Math.Max(readFrom < at.ReadSeq ? readFrom : deliveredFrom, at.JoinedSeq);
        var to = Math.Max(at.ReadSeq, at.DeliveredSeq);
        if (from >= to)
            return null;
        var page = await messages.ReadPageAsync(conversation.Id, default, from, to + 1, Most, cancel);
        var others = page.Messages.Where(message => message.SenderId != at.UserId).ToList();
        return others.Count == 0
            ? null
            : new MessagesCovered(conversation, at.UserId, Ids(others, readFrom, at.ReadSeq), Ids(others, deliveredFrom, at.DeliveredSeq));
    }

    private static MessageId[] Ids(List<Message> messages, long above, long upTo) =>
        [.. messages.Where(message => message.Seq > above && message.Seq <= upTo).Select(message => message.Id)];

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages that were read could not be found out")]
    private partial void LogFailed(Exception fault);
}
