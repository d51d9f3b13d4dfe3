using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Finds out which messages risen pointers cover, beside the delivery loop, which waits for no store. One loop. What a person asks of a
/// conversation while an ask of it waits is merged with that, so that no flood of moves pushes out another's; past <see cref="MostWaiting"/>
/// the names are not told, the pointers were.
/// </summary>
/// <param name="messages">Where the messages are.</param>
/// <param name="tell">Has it delivered on this node.</param>
/// <param name="log">For faults.</param>
internal sealed partial class CoveredMessages(
    IMessageStore messages, Action<MessagesCovered, IReadOnlyCollection<UserId>> tell, ILogger log) : IAsyncDisposable
{
    /// <summary>So many messages are named at most.</summary>
    public const int Most = 100;

    /// <summary>So many wait at most, each a person in a conversation.</summary>
    public const int MostWaiting = 50_000;

    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(ConversationId, UserId), Ask> _waiting = [];
    private readonly Channel<(ConversationId, UserId)> _order = // each that waits, once
        Channel.CreateUnbounded<(ConversationId, UserId)>(new UnboundedChannelOptions { SingleReader = true });

    private long _dropped;
    private long _loggedAt;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to look.</summary>
    public void Start() => _loop = Task.Run(LookAsync, CancellationToken.None);

    /// <summary>Asks for the messages of a move. Never waits.</summary>
    public void Look(PointersMoved moved, IReadOnlyCollection<UserId> audience)
    {
        foreach (var participant in moved.Participants)
            Look(new Ask(moved.Conversation, participant, audience));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _order.Writer.TryComplete();
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private void Look(Ask ask)
    {
        var key = (ask.Conversation.Id, ask.At.UserId);
        lock (_gate)
        {
            if (_waiting.TryGetValue(key, out var before))
            {
                _waiting[key] = ask with { At = Merge(before.At, ask.At) };
                return;
            }

            if (_waiting.Count < MostWaiting)
            {
                _waiting.Add(key, ask);
                _order.Writer.TryWrite(key);
                return;
            }

            _dropped++;
            if (_loggedAt != 0 && Stopwatch.GetElapsedTime(_loggedAt) < LogEvery)
                return;
            LogDropped(_dropped);
            (_dropped, _loggedAt) = (0, Stopwatch.GetTimestamp());
        }
    }

    // From where the first began to where the last ended; where nobody knows what was before, nobody does of both.
    private static Participant Merge(Participant first, Participant last) => last with
    {
        ReadSeq = Math.Max(first.ReadSeq, last.ReadSeq),
        DeliveredSeq = Math.Max(first.DeliveredSeq, last.DeliveredSeq),
        ReadSeqBefore = first.ReadSeqBefore is { } read && last.ReadSeqBefore is { } readLast ? Math.Min(read, readLast) : null,
        DeliveredSeqBefore = first.DeliveredSeqBefore is { } had && last.DeliveredSeqBefore is { } hadLast ? Math.Min(had, hadLast) : null,
    };

    private async Task LookAsync()
    {
        await foreach (var key in _order.Reader.ReadAllAsync(CancellationToken.None))
        {
            Ask? ask;
            lock (_gate)
                _waiting.Remove(key, out ask);
            try
            {
                if (ask is not null && !_stop.IsCancellationRequested && await FindAsync(ask.Conversation, ask.At, _stop.Token) is { } covered)
                    Tell(covered, ask.Audience);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many read messages wait to be found out: {Dropped} times they were not told since this was said last")]
    private partial void LogDropped(long dropped);

    private sealed record Ask(Conversation Conversation, Participant At, IReadOnlyCollection<UserId> Audience);
}
