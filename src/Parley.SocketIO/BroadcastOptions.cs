namespace Parley.SocketIO;

/// <summary>To whom a broadcast goes. Nobody changes it.</summary>
public sealed record BroadcastOptions
{
    internal static readonly BroadcastOptions Everybody = new();

    /// <summary>Who is in one of these rooms; empty: everybody in the namespace. A socket's own id is a room, too.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>But not who is in one of these.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Dropped for clients that can't take it right now.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Not to clients of other servers.</summary>
    public bool IsLocal { get; init; }

    /// <summary>How long answers are waited for; null: <see cref="SocketIOOptions.AckTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
