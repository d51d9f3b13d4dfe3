using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Files;
using Parley.Jobs;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// Makes a job of each message of this node that shows a picture elsewhere, once it is stored: what a check says of it comes later and holds nothing
/// up. Only started where there is a check. Owner of the queue: this object; its one loop reads.
/// </summary>
public sealed partial class OutsidePictures(IJobStore jobs, TimeProvider clock, ILogger<OutsidePictures> log) : IAsyncDisposable
{
    /// <summary>The kind of the jobs.</summary>
    public const string Kind = "picture";

    private const int MostWaiting = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<NewJob> _waiting = Channel.CreateBounded<NewJob>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins, and listens to delivery.</summary>
    public void Start(Fanout fanout)
    {
        fanout.Sent += Note;
        _loop = Task.Run(InsertAsync, CancellationToken.None);
    }

    /// <summary>Ends, with what waits inserted if the store is there. Nothing is delivered any more by then.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private void Note(MessageSent sent)
    {
        if (sent.Message.Body is not { Type: MessageType.Image, FileId: 0 } || MessageFile.Of(sent.Message)?.Url is null)
            return;
        var id = sent.Message.Id.ToString();
        if (!_waiting.Writer.TryWrite(new NewJob { Kind = Kind, TenantId = sent.Conversation.TenantId, Payload = id, UniqueKey = id }))
            LogDropped(sent.Message.Id);
    }

    private async Task InsertAsync()
    {
        // To the end, also of what waits when this stops.
        await foreach (var job in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            while (!await TryInsertAsync(job) && !_stop.IsCancellationRequested)
                await Task.Delay(Pause, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryInsertAsync(NewJob job)
    {
        try
        {
            await jobs.EnqueueAsync(job, CancellationToken.None);
            return true;
        }
        catch (Exception fault) // the store is away: it comes again
        {
            LogFailed(fault);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many pictures elsewhere wait to be checked; that of message {Message} is not")]
    private partial void LogDropped(MessageId message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The check of a picture elsewhere could not be written down; trying again in a second")]
    private partial void LogFailed(Exception fault);
}
