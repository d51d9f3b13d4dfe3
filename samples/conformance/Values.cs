using System.Text.Json;

namespace Parley.SocketIO.Conformance;

/// <summary>An event's arguments as they came, whatever they are, with bytes where bytes were: what an echo sends back.</summary>
internal static class Values
{
    public static object?[] Of(Arguments arguments)
    {
        var values = new object?[arguments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments.Attachments.Count == 0 ? arguments[i] : WithBytes(arguments[i], arguments.Attachments);
        return values;
    }

    private static object? WithBytes(JsonElement json, IReadOnlyList<ReadOnlyMemory<byte>> attachments) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("_placeholder", out var mark) && mark.ValueKind == JsonValueKind.True =>
            attachments[json.GetProperty("num").GetInt32()],
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(property => property.Name, property => WithBytes(property.Value, attachments)),
        JsonValueKind.Array => json.EnumerateArray().Select(item => WithBytes(item, attachments)).ToArray(),
        JsonValueKind.Null => null,
        _ => json,
    };
}
