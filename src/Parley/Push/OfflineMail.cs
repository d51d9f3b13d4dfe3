using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Messages;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Push;

/// <summary>
/// Notes for whom a message is a reason to write a mail later: beside delivery, never in its way, and only where mail is sent at all. What does
/// not fit its queue is left out; the message itself is stored. Owner of the queue and of who was asked about lately: one loop.
/// </summary>
public sealed partial class OfflineMail(
    IMessageMailStore store, Members members, Whereabouts whereabouts, MessageMailOptions options, ILogger<OfflineMail> log) : IAsyncDisposable
{
    private const int MostQueued = 10_000;
    private const int MostNoted = 50_000;

    // So long nobody asks the store again: of who never asked for mail, and, of a conversation, of who was marked for it. The one who looks when
    // the wait is over finds what came meanwhile.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Marked = TimeSpan.FromSeconds(5);

    private readonly Channel<MessageSent> _queue =
        Channel.CreateBounded<MessageSent>(new BoundedChannelOptions(MostQueued) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    // Until when somebody rests in a conversation; under no conversation: anywhere.
    private readonly Dictionary<(UserId User, ConversationId Conversation), long> _resting = [];
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins, and listens to delivery.</summary>
    public void Start(Fanout fanout)
    {
        fanout.Sent += Note;
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>A message was stored. Quick: called for every message. What the server writes is no reason.</summary>
    public void Note(MessageSent sent)
    {
        if (sent.Message is { SenderId.IsNone: false, Body.Type: not (MessageType.System or MessageType.Order) })
            _queue.Writer.TryWrite(sent);
    }

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
        var (at, where) = (sent.Message.CreatedAt, sent.Conversation.Id);
        var users = await members.OfAsync(sent.Conversation, CancellationToken.None);
        var away = await whereabouts.AwayAsync(users.Where(user => user != sent.Message.SenderId && !IsResting(user, where, at)), CancellationToken.None);
        if (away.Count == 0)
            return;
        var asked = await store.AskAsync(sent.Conversation, sent.Message.Seq, away, options, CancellationToken.None);
        if (_resting.Count + away.Count > MostNoted)
            _resting.Clear();
        foreach (var user in away)
            _resting[(user, default)] = at + Shorter(Idle);
        foreach (var user in asked)
        {
            _resting.Remove((user, default));
            _resting[(user, where)] = at + Shorter(Marked);
        }
    }

    private long Shorter(TimeSpan rest) => (long)Math.Min(rest.TotalMilliseconds, options.Wait.TotalMilliseconds);

    private bool IsResting(UserId user, ConversationId where, long at) =>
        (_resting.TryGetValue((user, default), out var until) && at < until) || (_resting.TryGetValue((user, where), out until) && at < until);

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail of unread messages could not be asked for")]
    private partial void LogFailed(Exception fault);
}
