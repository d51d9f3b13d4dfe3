using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.Primitives;

namespace Parley.SocketIO.Engine;

/// <summary>What is kept of a session's first request: plain data, so that the request itself can go.</summary>
/// <param name="Headers">Names without regard to case.</param>
/// <param name="Query">Names as sent.</param>
/// <param name="Address">The client's, as ASP.NET Core has it (forwarded headers middleware may have set it).</param>
/// <param name="Time">When it came.</param>
/// <param name="IsSecure">Whether it came over TLS.</param>
/// <param name="Url">Path and query as sent.</param>
/// <param name="User">Whoever the authentication middleware found.</param>
internal sealed record EngineRequest(
    IReadOnlyDictionary<string, StringValues> Headers,
    IReadOnlyDictionary<string, StringValues> Query,
    IPAddress? Address,
    DateTimeOffset Time,
    bool IsSecure,
    string Url,
    ClaimsPrincipal User);
