using System.Text.Json;

namespace Parley.Dialects.Market.Reviews;

/// <summary>What a customer writes of a completed order (document 001, flow 9).</summary>
internal sealed record ReviewBody(JsonElement Rating, JsonElement Comment, JsonElement Photos, JsonElement Images);
