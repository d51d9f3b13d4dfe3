using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Presence;

/// <summary>
/// Who is online, and telling so. A person is offline once its last connection has been gone for a second and a half: a reload is not an
/// absence. Owner of the states: one loop, fed by a channel; others only read. What is announced is the state at that moment, so however
/// announcements and changes race, the last one told is true.
/// </summary>
public sealed partial class PresenceTracker(
    ConnectionRegistry registry, PresenceCircle circle, ILastSeenStore lastSeen, TimeProvider clock, ILogger<PresenceTracker> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan OfflineDelay = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<UserId, State> _states = new();
    private readonly Channel<Step> _steps = Channel.CreateUnbounded<Step>(new() { SingleReader = true }); // bounded by _waiting

    // What waits in the channel, at most one step a kind and person, and what people said of themselves last. Under the set's lock.
    private readonly HashSet<Step> _waiting = [];
    private readonly Dictionary<UserId, PresenceStatus> _said = [];
    private readonly Queue<(UserId User, long DueMs)> _leaving = new();
    private readonly CancellationTokenSource _stop = new();
    private Action<OutboundEvent, IReadOnlyCollection<UserId>>? _publish;
    private Task _loop = Task.CompletedTask;
    private Task _ticks = Task.CompletedTask;

    /// <summary>Begins to announce.</summary>
    /// <param name="fanout">Where announcements go.</param>
    public void Start(Fanout fanout)
    {
        _publish = (outbound, recipients) => fanout.Publish(outbound, recipients);
        _loop = Task.Run(RunAsync, CancellationToken.None);
        _ticks = Task.Run(TickAsync, CancellationToken.None);
    }

    /// <summary>A person has a new connection here.</summary>
    public void Connected(UserId user) => Post(new Step(StepKind.Connected, user));

    /// <summary>A person has lost its last connection here.</summary>
    public void Disconnected(UserId user) => Post(new Step(StepKind.Disconnected, user));

    /// <summary>A person says that it is online, away or busy.</summary>
    public void SetStatus(UserId user, PresenceStatus status)
    {
        lock (_waiting)
        {
            _said[user] = status;
            Post(new Step(StepKind.Status, user));
        }
    }

    /// <summary>What others see of a person now.</summary>
    public PresenceStatus StatusOf(UserId user) => _states.TryGetValue(user, out var state) ? state.Status : PresenceStatus.Offline;

    /// <summary>Ends; nobody is told.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _steps.Writer.TryComplete();
        await Task.WhenAll(_loop, _ticks);
        await NoteSeenAsync([.. _states.Keys]); // whose connections this stop has ended
        _stop.Dispose();
    }

    // A second step of a kind would find what the first finds: each looks at how things are when its turn comes.
    private void Post(Step step)
    {
        lock (_waiting)
        {
            if (_waiting.Add(step))
                _steps.Writer.TryWrite(step);
        }
    }

    private PresenceStatus Begin(Step step)
    {
        lock (_waiting)
        {
            _waiting.Remove(step);
            return step.Kind == StepKind.Status && _said.Remove(step.User, out var said) ? said : default;
        }
    }

    private async Task RunAsync()
    {
        await foreach (var step in _steps.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (_stop.IsCancellationRequested)
                return;
            try
            {
                await TakeAsync(step);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFailed(fault);
            }
        }
    }

    private async Task TakeAsync(Step step)
    {
        var said = Begin(step);
        switch (step.Kind)
        {
            case StepKind.Connected when StatusOf(step.User) == PresenceStatus.Offline:
                await ChangeAsync(step.User, PresenceStatus.Online);
                break;
            case StepKind.Disconnected:
                _leaving.Enqueue((step.User, clock.NowMs() + (long)OfflineDelay.TotalMilliseconds));
                break;
            case StepKind.Status when registry.IsConnected(step.User) && StatusOf(step.User) != said:
                await ChangeAsync(step.User, said);
                break;
            case StepKind.Tick:
                List<UserId> gone = [];
                while (_leaving.TryPeek(out var leaving) && leaving.DueMs <= clock.NowMs())
                {
                    _leaving.Dequeue();
                    if (registry.IsConnected(leaving.User) || StatusOf(leaving.User) == PresenceStatus.Offline)
                        continue;
                    gone.Add(leaving.User);
                    await ChangeAsync(leaving.User, PresenceStatus.Offline);
                }

                await NoteSeenAsync(gone);
                break;
        }
    }

    private async Task ChangeAsync(UserId user, PresenceStatus status)
    {
        var now = clock.NowMs();
        if (status == PresenceStatus.Offline)
            _states.TryRemove(user, out _);
        else
            _states[user] = new State(status);

        var audience = await circle.ReadWatchersAsync(user, _stop.Token);
        if (audience.Count > 0)
            _publish!(new PresenceChanged(user, status, now), audience);
    }

    // All who left within a tick with one write: a server that loses its clients at once must not write for each.
    private async Task NoteSeenAsync(List<UserId> gone)
    {
        if (gone.Count == 0)
            return;
        try
        {
            await lastSeen.WriteAsync(gone, clock.NowMs(), CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogFailed(fault);
        }
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TickPeriod, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                Post(new Step(StepKind.Tick, default));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A presence change could not be announced")]
    private partial void LogFailed(Exception fault);

    private enum StepKind : byte
    {
        Connected,
        Disconnected,
        Status,
        Tick,
    }

    private readonly record struct Step(StepKind Kind, UserId User);

    private sealed record State(PresenceStatus Status);
}
