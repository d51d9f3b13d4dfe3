using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Delivery;
using Parley.Primitives;
using Parley.Redis.Wire;
using StackExchange.Redis;

namespace Parley.Redis;

/// <summary>
/// Carries events between nodes over Redis publish/subscribe. An event for a few people goes to a channel of each person, which a node
/// subscribes to while that person is connected to it; one for many goes once to a channel that every node reads. Publishing never waits:
/// when Redis is away the event is lost here, and the receiving node reads it from the store.
/// </summary>
public sealed partial class RedisBackplane : IBackplane, IAsyncDisposable
{
    // Above this, one frame to every node costs less than one to each person's channel.
    private const int FewRecipients = 4;
    private const int MostAsked = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const string CrowdChannel = "parley:crowd";

    private readonly ConnectionMultiplexer _redis;
    private readonly ISubscriber _subscriber;
    private readonly ILogger<RedisBackplane> _log;

    // Whose channels are subscribed to; guarded by itself, since a second subscription would double each event.
    private readonly HashSet<UserId> _here = [];
    private readonly SeenEvents _seen = new();
    private long _serial;
    private readonly string _self = Guid.NewGuid().ToString("N");
    private Action<OutboundEvent, IReadOnlyCollection<UserId>>? _receive;

    private RedisBackplane(ConnectionMultiplexer redis, ILogger<RedisBackplane> log)
    {
        (_redis, _log) = (redis, log);
        _subscriber = redis.GetSubscriber();
    }

    /// <inheritdoc/>
    public bool HasPeers => true;

    /// <summary>Connects; goes on trying in the background when Redis is away.</summary>
    /// <param name="endpoint"><c>HOST:PORT</c>, or a StackExchange.Redis configuration string.</param>
    public static async Task<RedisBackplane> ConnectAsync(string endpoint, ILogger<RedisBackplane> log)
    {
        var options = ConfigurationOptions.Parse(endpoint);
        options.AbortOnConnectFail = false;
        options.ConnectRetry = 3;
        return new RedisBackplane(await ConnectionMultiplexer.ConnectAsync(options), log);
    }

    /// <inheritdoc/>
    public void Attach(Action<OutboundEvent, IReadOnlyCollection<UserId>> receive, Action reconnected)
    {
        _receive = receive;
        _subscriber.Subscribe(CrowdChannel, OnMessage, CommandFlags.FireAndForget);
        _redis.ConnectionRestored += (_, restored) =>
        {
            LogRestored(restored.ConnectionType.ToString());
            reconnected();
        };
        _redis.ConnectionFailed += (_, failed) => LogFailed(failed.FailureType.ToString());
    }

    /// <inheritdoc/>
    public void Publish(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients)
    {
        if (!_redis.IsConnected || recipients.Count == 0)
            return;
        var wire = WireEvents.ToWire(outbound);
        wire.From = _self;
        wire.Serial = Interlocked.Increment(ref _serial);
        wire.To = [.. recipients.Select(user => user.Value)];
        var payload = JsonSerializer.SerializeToUtf8Bytes(wire, WireContext.Default.WireEvent);
        if (recipients.Count > FewRecipients)
        {
            _subscriber.Publish(CrowdChannel, payload, CommandFlags.FireAndForget);
            return;
        }

        // Each copy names all recipients: a node that has several of them tells them all by the first copy, in one turn.
        foreach (var user in recipients)
            _subscriber.Publish(ChannelOf(user), payload, CommandFlags.FireAndForget);
    }

    /// <inheritdoc/>
    public void Arrived(UserId user)
    {
        lock (_here)
        {
            if (_here.Add(user))
                _subscriber.Subscribe(ChannelOf(user), OnMessage, CommandFlags.FireAndForget);
        }
    }

    /// <inheritdoc/>
    public void Departed(UserId user)
    {
        lock (_here)
        {
            if (_here.Remove(user))
                _subscriber.Unsubscribe(ChannelOf(user), null, CommandFlags.FireAndForget);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<UserId>> ConnectedElsewhereAsync(IReadOnlyList<UserId> users, CancellationToken cancel)
    {
        // A node subscribes to the channels of those who are connected to it, and Redis forgets a dead node's with its connection.
        var connected = new HashSet<UserId>();
        try
        {
            foreach (var part in users.Chunk(MostAsked))
            {
                if (!_redis.IsConnected)
                    break;
                var counts = (RedisResult[])await _redis.GetDatabase()
                    .ExecuteAsync("PUBSUB", ["NUMSUB", .. part.Select(user => (object)ChannelOf(user))])
                    .WaitAsync(Patience, cancel);
                for (var i = 0; i < part.Length; i++)
                {
                    if ((long)counts[(2 * i) + 1] > (IsHere(part[i]) ? 1 : 0))
                        connected.Add(part[i]);
                }
            }
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            LogUnanswered(fault.Message);
        }

        return connected;
    }

    /// <summary>Waits until Redis has handled what was published and subscribed here before, and this node what had come back by then.</summary>
    internal async Task PingAsync()
    {
        var marker = $"parley:marker:{_self}";
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _subscriber.SubscribeAsync(marker, (_, _) => back.TrySetResult());
        for (var tries = 0; !back.Task.IsCompleted; tries++)
        {
            // The subscription may take effect after its task ends: a marker that came too soon is sent again.
            if (tries == 150)
                throw new TimeoutException("Redis did not send a marker back.");
            await _subscriber.PublishAsync(marker, "");
            await Task.WhenAny(back.Task, Task.Delay(TimeSpan.FromMilliseconds(200)));
        }

        await _subscriber.UnsubscribeAsync(marker);
    }

    /// <summary>Disconnects.</summary>
    public async ValueTask DisposeAsync()
    {
        await _redis.CloseAsync();
        _redis.Dispose();
    }

    private bool IsHere(UserId user)
    {
        lock (_here)
            return _here.Contains(user);
    }

    private static string ChannelOf(UserId user) => $"parley:user:{user}";

    private void OnMessage(RedisChannel channel, RedisValue payload)
    {
        try
        {
            var wire = JsonSerializer.Deserialize((byte[])payload!, WireContext.Default.WireEvent);
            if (wire is null || wire.From == _self || !_seen.TryAdd(wire.From, wire.Serial))
                return;
            if (WireEvents.FromWire(wire) is { } outbound)
                _receive!(outbound, [.. wire.To.Select(id => new UserId(id))]);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            LogUnreadable(channel.ToString(), fault); // A newer node's word: the store has what it meant.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis is back ({Connection}): looking for what was missed")]
    private partial void LogRestored(string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is away ({Failure}): events between nodes are repaired from the database")]
    private partial void LogFailed(string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis did not say who is connected elsewhere: {Why}")]
    private partial void LogUnanswered(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event on {Channel} could not be read")]
    private partial void LogUnreadable(string channel, Exception fault);
}
