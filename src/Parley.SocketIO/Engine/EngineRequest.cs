using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Parley.SocketIO.Engine;

/// <summary>
/// What is kept of a session's first request: plain data, so that the request itself can go. Lives as long as the session, so what hardly
/// anybody asks for is made when somebody does; two threads may both make it.
/// </summary>
internal sealed class EngineRequest
{
    private readonly string _queryString;
    private ClaimsPrincipal? _user;
    private PairList? _query;

    /// <summary>Takes what is to be kept, past the request's own caches, which would live on with a WebSocket.</summary>
    public EngineRequest(HttpContext http, TimeProvider clock)
    {
        var headers = http.Request.Headers;
        var pairs = new KeyValuePair<string, StringValues>[headers.Count];
        headers.CopyTo(pairs, 0);
        Headers = new PairList(pairs, StringComparison.OrdinalIgnoreCase);
        Address = http.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress;
        Time = clock.GetUtcNow();
        IsSecure = http.Request.IsHttps;
        Url = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        _queryString = http.Request.QueryString.Value ?? "";
        _user = http.Features.Get<IHttpAuthenticationFeature>()?.User;
    }

    /// <summary>Names without regard to case.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers { get; }

    /// <summary>Names as sent.</summary>
    public IReadOnlyDictionary<string, StringValues> Query => _query ??= ReadQuery();

    /// <summary>The client's, as ASP.NET Core has it (forwarded headers middleware may have set it).</summary>
    public IPAddress? Address { get; }

    /// <summary>When it came.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Whether it came over TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>Path and query as sent.</summary>
    public string Url { get; }

    /// <summary>Whoever the authentication middleware found.</summary>
    public ClaimsPrincipal User => _user ??= new ClaimsPrincipal(new ClaimsIdentity());

    private PairList ReadQuery()
    {
        var values = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(_queryString))
        {
            var name = pair.DecodeName().ToString();
            values[name] = StringValues.Concat(values.GetValueOrDefault(name), pair.DecodeValue().ToString());
        }

        return new PairList([.. values], StringComparison.Ordinal);
    }
}
