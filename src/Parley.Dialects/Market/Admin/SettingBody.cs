using System.Text.Json;

namespace Parley.Dialects.Market.Admin;

/// <summary>What a setting is to be: a text as in a configuration, a number, <c>true</c> or <c>false</c>.</summary>
internal sealed record SettingBody(JsonElement Value)
{
    /// <summary>As one would write it in a configuration; null for anything else.</summary>
    public string? Text => Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString(),
        JsonValueKind.Number => Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
