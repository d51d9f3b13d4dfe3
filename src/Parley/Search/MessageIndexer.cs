using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Search;

/// <summary>
/// Takes what is stored into the index of words, beside the send path and at most a second behind it (more only in a rush). Delivery names the
/// conversations that changed, and a walk through all of them finds what nobody named (a crash, another node's end, an index just emptied). How
/// far each conversation has been followed stands in the store, so whatever is forgotten here is found again.
/// Owner of the names: this object, under one lock; steps are one at a time.
/// </summary>
public sealed partial class MessageIndexer(ISearchStore store, TimeProvider clock, ILogger<MessageIndexer> log) : IAsyncDisposable
{
    /// <summary>How many conversations a step takes at most.</summary>
    public const int ConversationsAtOnce = 250;

    private static readonly TimeSpan SettlePatience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _step = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<ConversationId> _named = []; // by delivery
    private readonly HashSet<ConversationId> _behind = []; // found on the walk, or not finished at once
    private long _noted; // how often
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins, with a walk, and listens to delivery.</summary>
    public void Start(Fanout fanout)
    {
        fanout.MessagesChanged += Note;
        Start();
    }

    /// <summary>Begins, with a walk; whoever changes messages calls <see cref="Note"/>.</summary>
    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Messages of this conversation have changed. Quick: called for every message.</summary>
    public void Note(ConversationId conversation)
    {
        lock (_gate)
        {
            _named.Add(conversation);
            _noted++;
        }
    }

    /// <summary>
    /// For a search: returns once everything that was named before is in the index, or after a quarter of a second, so that a person finds what it
    /// has just sent.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        HashSet<ConversationId> waiting;
        lock (_gate)
            waiting = [.. _named];
        var since = clock.GetTimestamp();
        do
        {
            if (!await _step.WaitAsync(SettlePatience, cancel)) // what is under way may hold what was named a moment ago
                return;
            try
            {
                KeepWaiting(waiting);
                if (waiting.Count == 0 || !await StepAsync(Take(waiting)))
                    return;
            }
            finally
            {
                _step.Release();
            }
        }
        while (clock.GetElapsedTime(since) < SettlePatience);
    }

    /// <summary>Brings the whole index up to date without resting, for the command line.</summary>
    /// <returns>How many messages it looked at.</returns>
    public async Task<long> CatchUpAsync(CancellationToken cancel)
    {
        var total = 0L;
        ConversationId? at = default(ConversationId);
        while (at is { } after)
        {
            var (behind, next) = await store.FindBehindAsync(after, cancel);
            foreach (var chunk in behind.Chunk(ConversationsAtOnce))
            {
                for (var left = chunk; left.Length > 0;)
                {
                    var done = await store.IndexAsync(left, cancel);
                    (total, left) = (total + done.Count, [.. done.Unfinished]);
                }
            }

            at = next;
        }

        return total;
    }

    /// <summary>Ends; what is still to be done is found by the next one that starts.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _step.Dispose();
    }
}
