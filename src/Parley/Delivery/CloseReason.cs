namespace Parley.Delivery;

/// <summary>Why the server ends a connection; each dialect has its own code for it.</summary>
public enum CloseReason
{
    /// <summary>A fourth connection of the same person came.</summary>
    Replaced,

    /// <summary>The account was banned or disabled.</summary>
    Banned,

    /// <summary>The token ran out or was revoked.</summary>
    TokenExpired,

    /// <summary>The client doesn't read fast enough; it should come back and sync.</summary>
    SlowConsumer,

    /// <summary>The server is going away; the client should come back.</summary>
    ServerShutdown,

    /// <summary>The server could not do its part (a backlog that can't be read); the client should come back.</summary>
    InternalError,
}
