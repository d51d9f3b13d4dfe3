using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

/// <summary>A choice of receivers within a namespace; each step gives a further one and leaves this as it is.</summary>
public sealed class BroadcastOperator : Emitter
{
    private readonly Namespace _namespace;
    private readonly BroadcastOptions _options;

    internal BroadcastOperator(Namespace @namespace, BroadcastOptions options)
    {
        _namespace = @namespace;
        _options = options;
    }

    /// <summary>What comes next is dropped for clients that can't take it right now, and is not recovered.</summary>
    public BroadcastOperator Volatile => With(_options with { IsVolatile = true });

    /// <summary>Not to clients of other servers.</summary>
    public BroadcastOperator Local => With(_options with { IsLocal = true });

    private protected override Payloads Writing => _namespace.Payloads;

    /// <summary>To who is in one of these rooms, or in one named before; nobody gets it twice.</summary>
    /// <exception cref="ArgumentException">A name is missing.</exception>
    public BroadcastOperator To(params string[] rooms)
    {
        RoomNames.Check(rooms);
        return With(_options with { Rooms = _options.Rooms.Count == 0 ? rooms : [.. _options.Rooms, .. rooms] });
    }

    /// <summary>The same as <see cref="To"/>.</summary>
    public BroadcastOperator In(params string[] rooms) => To(rooms);

    /// <summary>Not to who is in one of these rooms.</summary>
    /// <exception cref="ArgumentException">A name is missing.</exception>
    public BroadcastOperator Except(params string[] rooms)
    {
        RoomNames.Check(rooms);
        return With(_options with { Except = [.. _options.Except, .. rooms] });
    }

    /// <summary>How long answers are waited for.</summary>
    public BroadcastOperator Timeout(TimeSpan timeout) => With(_options with { Timeout = timeout });

    /// <summary>Sends an event and collects everybody's answers, of each its first value.</summary>
    /// <exception cref="AckTimeoutException">Somebody did not answer in time; it has the answers of those who did.</exception>
    /// <exception cref="PayloadException">An answer is not of that type.</exception>
    public async Task<IReadOnlyList<T?>> EmitWithAckAsync<T>(string name, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var answers = await SendWithAcks(name, arguments);
        return [.. answers.Select(Socket.AnswerOf<T>)];
    }

    /// <summary>The sockets there are, those of other servers too unless <see cref="Local"/>.</summary>
    public ValueTask<IReadOnlyList<ISocket>> FetchSocketsAsync(CancellationToken cancel = default) => _namespace.Adapter.FetchSocketsAsync(_options, cancel);

    /// <summary>Puts them into rooms.</summary>
    public void SocketsJoin(params string[] rooms) => _namespace.Adapter.AddSockets(_options, rooms);

    /// <summary>Takes them out of rooms.</summary>
    public void SocketsLeave(params string[] rooms) => _namespace.Adapter.RemoveSockets(_options, rooms);

    /// <summary>Puts them out of the namespace.</summary>
    /// <param name="close">Ends their whole connections.</param>
    public void DisconnectSockets(bool close = false) => _namespace.Adapter.DisconnectSockets(_options, close);

    private protected override void Send(PacketWriter packet, string name) => _namespace.Broadcast(packet, name, _options);

    private Task<IReadOnlyList<Arguments>> SendWithAcks(string name, object?[] arguments)
    {
        Task<IReadOnlyList<Arguments>> answer;
        using (var packet = Begin(name))
        {
            packet.WriteAll(arguments);
            answer = _namespace.BroadcastWithAcks(packet, name, _options);
        }

        return answer;
    }

    private BroadcastOperator With(BroadcastOptions options) => new(_namespace, options);
}
