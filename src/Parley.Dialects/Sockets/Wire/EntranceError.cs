namespace Parley.Dialects.Sockets.Wire;

/// <summary>The data of a CONNECT_ERROR.</summary>
/// <param name="Code">401: no token or a bad one; 403: banned or disabled; 429: too often; 400: something else in the handshake.</param>
/// <param name="Reason">The error's name, as everywhere.</param>
internal sealed record EntranceError(int Code, string Reason);
