namespace Parley.SocketIO;

/// <summary>Why a client may not enter a namespace: what a connection middleware answers, and the client's <c>connect_error</c> shows.</summary>
/// <param name="Message">For <c>error.message</c>.</param>
/// <param name="Data">For <c>error.data</c>; null without. Written by <see cref="SocketIOOptions.Json"/>.</param>
public sealed record ConnectError(string Message, object? Data = null);
