using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Parley.SocketIO.Engine;

namespace Parley.SocketIO;

/// <summary>How a client came: plain data of its first request, which itself is long gone, and what it gave for this namespace.</summary>
public sealed class Handshake
{
    private readonly EngineRequest _request;

    internal Handshake(EngineRequest request, JsonElement? auth)
    {
        _request = request;
        Auth = auth;
    }

    /// <summary>The first request's headers; names without regard to case.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers => _request.Headers;

    /// <summary>The first request's query.</summary>
    public IReadOnlyDictionary<string, StringValues> Query => _request.Query;

    /// <summary>The client's address, as the forwarded headers middleware left it.</summary>
    public IPAddress? Address => _request.Address;

    /// <summary>When the first request came.</summary>
    public DateTimeOffset Time => _request.Time;

    /// <summary>Whether it came over TLS.</summary>
    public bool IsSecure => _request.IsSecure;

    /// <summary>Whether it named an origin, which browsers do for other sites' pages.</summary>
    public bool IsCrossDomain => _request.Headers.ContainsKey("Origin");

    /// <summary>The first request's path and query, as sent.</summary>
    public string Url => _request.Url;

    /// <summary>Whoever ASP.NET Core's authentication found.</summary>
    public ClaimsPrincipal User => _request.User;

    /// <summary>
    /// The client's <c>auth</c> for this namespace, always an object; null without. For clients of Engine.IO 3, which have none, the query
    /// behind the namespace's name.
    /// </summary>
    public JsonElement? Auth { get; }
}
