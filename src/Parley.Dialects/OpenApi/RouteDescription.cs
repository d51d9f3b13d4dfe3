using System.Text.Json.Serialization.Metadata;

namespace Parley.Dialects.OpenApi;

/// <summary>What the API's description says of a route: metadata of its endpoint.</summary>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Takes">The form of its body, by the contract that reads it; null when it takes none.</param>
/// <param name="Answers">The form of its answer, by the contract that writes it; null when it answers no JSON.</param>
/// <param name="Query">Names of what it understands in its query.</param>
/// <param name="Status">The status of success.</param>
/// <param name="Form">What it takes or answers where that is not JSON.</param>
public sealed record RouteDescription(string Summary, JsonTypeInfo? Takes, JsonTypeInfo? Answers, IReadOnlyList<string> Query, int Status, RouteForm Form);
