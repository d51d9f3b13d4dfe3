using System.Text.Json.Serialization;

namespace Parley.Dialects.Web.Wire;

/// <summary>What a stored message is answered with.</summary>
internal sealed record WebSent(long Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TempId);

/// <summary>What an event is answered with that has nothing to say.</summary>
internal sealed record WebNothing;
