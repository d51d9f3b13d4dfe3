namespace Parley.Dialects.OpenApi;

/// <summary>How a route knows who calls, where that is not a bearer token alone.</summary>
/// <param name="Schemes">Any of these: <c>bearer</c>, <c>tenantKey</c>.</param>
public sealed record RouteCredentials(params IReadOnlyList<string> Schemes);
