using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// Read and delivered pointers: merged in memory, written every half second by the messages' own writer. A crash loses at most that much,
/// which redelivers and never skips. Owner of the merged moves: this object, under one lock; flushes are one at a time.
/// </summary>
public sealed partial class Receipts(IMessageStore store, DeliveryOptions options, TimeProvider clock, ILogger<Receipts> log) : IAsyncDisposable
{
    private const int MovesPerWrite = 500;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Dictionary<Key, (long Read, long Delivered)> _moves = [];
    private HashSet<UserId> _moved = []; // whose moves are merged
    private HashSet<UserId> _underWay = []; // whose moves are being written
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to flush.</summary>
    public void Start() => _loop = Task.Run(FlushForeverAsync, CancellationToken.None);

    /// <summary>The person has read up to <paramref name="seq"/>. The caller has checked that it is in the conversation.</summary>
    public void MarkRead(UserId user, string? device, ConversationId conversation, long seq) => Merge(user, device, conversation, seq, seq);

    /// <summary>
    /// The person's device has had everything up to <paramref name="seq"/>: of a conversation, or, under none, of what was announced.
    /// </summary>
    public void MarkDelivered(UserId user, string? device, ConversationId conversation, long seq) => Merge(user, device, conversation, 0, seq);

    /// <summary>
    /// Writes what is merged now; for calls that answer. <see cref="ChatError.Busy"/> or <see cref="ChatError.Retry"/> when the store can't be
    /// written now: what is merged stays so for the next flush.
    /// </summary>
    public async Task<Outcome<Unit>> FlushAsync(CancellationToken cancel)
    {
        await _flushing.WaitAsync(cancel);
        try
        {
            return await WriteAsync([.. Take().Chunk(MovesPerWrite)]) is { } refusal ? refusal : new Unit();
        }
        finally
        {
            lock (_gate)
                _underWay = [];
            _flushing.Release();
        }
    }

    /// <summary>
    /// For a sign-in: returns once everything that this person's devices told is written, so that what they had does not come again. A store
    /// that can't be written is no reason to keep the person out: then it does come again.
    /// </summary>
    public async Task SettleAsync(UserId user)
    {
        lock (_gate)
        {
            if (!_moved.Contains(user) && !_underWay.Contains(user))
                return;
        }

        await TryFlushAsync();
    }

    /// <summary>Writes what is merged, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await TryFlushAsync();
        _stop.Dispose();
        _flushing.Dispose();
    }

    private void Merge(UserId user, string? device, ConversationId conversation, long read, long delivered)
    {
        lock (_gate)
        {
            var key = new Key(conversation, user, device);
            _moves.TryGetValue(key, out var known);
            _moves[key] = (Math.Max(known.Read, read), Math.Max(known.Delivered, delivered));
            _moved.Add(user);
        }
    }

    private Dictionary<Key, (long Read, long Delivered)> Take()
    {
        lock (_gate)
        {
            if (_moves.Count == 0)
                return [];
            var taken = _moves;
            (_moves, _underWay, _moved) = ([], _moved, []);
            return taken;
        }
    }

    /// <summary>Null when all is written; otherwise why not, and what is not written is merged again.</summary>
    private async Task<Refusal?> WriteAsync(KeyValuePair<Key, (long Read, long Delivered)>[][] chunks)
    {
        for (var written = 0; written < chunks.Length; written++)
        {
            if (await WriteAsync(chunks[written]) is not { } refusal)
                continue;
            foreach (var (key, (read, delivered)) in chunks.Skip(written).SelectMany(chunk => chunk))
                Merge(key.User, key.Device, key.Conversation, read, delivered);
            return refusal;
        }

        return null;
    }

    // What can't be stored is halved until the one is found that is to blame; that one goes, since it would hold up all others for ever.
    private async Task<Refusal?> WriteAsync(KeyValuePair<Key, (long Read, long Delivered)>[] moves)
    {
        var write = new PendingPointers(
            [.. moves.Select(move => new PointerMove(move.Key.Conversation, move.Key.User, move.Value.Read, move.Value.Delivered, move.Key.Device))]);
        if (!store.TryEnqueue(write))
            return new Refusal(ChatError.Busy, RetryAfter: TimeSpan.FromSeconds(1));
        await write.Done;
        if (write.Failure is not { } failure)
            return null;
        if (failure != ChatError.Unstorable)
            return failure;
        if (moves.Length == 1)
        {
            LogDropped(moves[0].Key.User, moves[0].Key.Conversation);
            return null;
        }

        var half = moves.Length / 2;
        return await WriteAsync(moves[..half]) ?? await WriteAsync(moves[half..]);
    }

    private async Task FlushForeverAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.PointerFlushMilliseconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await TryFlushAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TryFlushAsync()
    {
        try
        {
            if (await FlushAsync(CancellationToken.None) is { Refusal: { } refusal })
                LogPutOff(refusal.Error);
        }
        catch (Exception fault)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pointers could not be written ({Error}); they stay merged for the next flush")]
    private partial void LogPutOff(ChatError error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The pointer of user {User} in conversation {Conversation} can't be stored and is dropped")]
    private partial void LogDropped(UserId user, ConversationId conversation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Pointers could not be flushed")]
    private partial void LogFailed(Exception fault);

    private readonly record struct Key(ConversationId Conversation, UserId User, string? Device);
}
