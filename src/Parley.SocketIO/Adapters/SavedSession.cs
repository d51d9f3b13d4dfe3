namespace Parley.SocketIO.Adapters;

/// <summary>What is kept of a socket whose connection was lost.</summary>
/// <param name="Id">The socket's id, which it gets back.</param>
/// <param name="Pid">The secret that the client shows.</param>
/// <param name="Rooms">The rooms that it was in, without its own.</param>
/// <param name="Data">What the application kept with it; null for nothing.</param>
public sealed record SavedSession(string Id, string Pid, IReadOnlyCollection<string> Rooms, IDictionary<string, object?>? Data);
