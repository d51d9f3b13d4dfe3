using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Push;

/// <summary>
/// Sees to it that who is away hears of a message, whatever surface it came from: beside delivery, never in its way. What does not fit its queue is
/// left out, because a push is a hint and the message itself is stored. Owner of the queue and of who was asked for lately: one loop.
/// </summary>
/// <param name="pause">The least time between two pushes to a person.</param>
public sealed partial class OfflinePush(
    IPushStore store, Members members, Whereabouts whereabouts, TimeSpan pause, TimeProvider clock, ILogger<OfflinePush> log) : IAsyncDisposable
{
    private const int MostQueued = 10_000;
    private const int MostNoted = 50_000;

    // Most people have nothing bound to be pushed to: so long nobody asks again.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly Channel<MessageSent> _queue =
        Channel.CreateBounded<MessageSent>(new BoundedChannelOptions(MostQueued) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Dictionary<UserId, long> _resting = [];
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins, and listens to delivery.</summary>
    public void Start(Fanout fanout)
    {
        fanout.Sent += Note;
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>A message was stored. Quick: called for every message.</summary>
    public void Note(MessageSent sent) => _queue.Writer.TryWrite(sent);

    /// <summary>Looks at what waits, then ends. Ending it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        await foreach (var sent in _queue.Reader.ReadAllAsync())
        {
            try
            {
                await LookAsync(sent);
            }
            catch (Exception fault) // the store is away: the next message may be luckier
            {
                LogFailed(fault);
            }
        }
    }

    private async Task LookAsync(MessageSent sent)
    {
        var now = clock.NowMs();
        var users = await members.OfAsync(sent.Conversation, CancellationToken.None);
        var away = await whereabouts.AwayAsync(users.Where(user => user != sent.Message.SenderId && !IsResting(user, now)), CancellationToken.None);
        if (away.Count == 0)
            return;
        if (_resting.Count + away.Count > MostNoted)
            _resting.Clear();
        foreach (var user in away)
            _resting[user] = now + (long)Math.Min(Rest.TotalMilliseconds, pause.TotalMilliseconds);
        foreach (var user in await store.ClaimAsync(sent.Conversation.TenantId, away, sent.Message.Id, pause, CancellationToken.None))
            _resting[user] = now + (long)pause.TotalMilliseconds;
    }

    private bool IsResting(UserId user, long now) => _resting.TryGetValue(user, out var until) && now < until;

    [LoggerMessage(Level = LogLevel.Error, Message = "A push could not be asked for")]
    private partial void LogFailed(Exception fault);
}
