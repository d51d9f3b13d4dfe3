using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Dialects.Json;

/// <summary>One parse into a generated type; what is wrong with the JSON is a value, not an exception, to its callers.</summary>
internal static class FrameParser
{
    /// <summary>The object, or null and what is wrong.</summary>
    public static T? Parse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> info, out JsonFault? fault)
        where T : class
    {
        fault = null;
        try
        {
            if (JsonSerializer.Deserialize(utf8, info) is { } value)
                return value;
            fault = new JsonFault(JsonFaultKind.Malformed); // the literal null
        }
        catch (JsonException refused)
        {
            fault = JsonFault.Find(utf8, refused);
        }

        return null;
    }
}
