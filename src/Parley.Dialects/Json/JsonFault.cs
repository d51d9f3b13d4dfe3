using System.Text.Json;

namespace Parley.Dialects.Json;

/// <summary>What is wrong with JSON that did not parse into what it should be.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Field">The field at fault, as the client wrote it.</param>
/// <param name="TempId">The client's key, so that it knows which frame is meant.</param>
internal sealed record JsonFault(JsonFaultKind Kind, string? Field = null, string? TempId = null)
{
    /// <summary>Looks again, slowly, at what the parser refused.</summary>
    public static JsonFault Find(ReadOnlySpan<byte> utf8, JsonException refused)
    {
        var isObject = false;
        string? tempId = null;
        var kind = JsonFaultKind.InvalidField;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            var isTempId = false;
            while (reader.Read())
            {
                isObject |= reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 0;
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    if (!TryReadText(ref reader, out var text))
                        kind = JsonFaultKind.TextInvalid;
                    else if (isTempId)
                        tempId = text;
                }

                isTempId = reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("temp_id"u8) || reader.ValueTextEquals("tempId"u8) || reader.ValueTextEquals("clientId"u8));
            }
        }
        catch (JsonException)
        {
            return new JsonFault(JsonFaultKind.Malformed);
        }

        return isObject ? new JsonFault(kind, FieldOf(refused.Path), tempId) : new JsonFault(JsonFaultKind.Malformed);

        static bool TryReadText(ref Utf8JsonReader reader, out string? text)
        {
            text = null;
            try
            {
                text = reader.GetString();
                return true;
            }
            catch (InvalidOperationException) // an escaped lone surrogate: valid JSON, but no text
            {
                return false;
            }
        }
    }

    // $.data.conversations.5 → conversations; $.user_ids[3] → user_ids; $.data → data
    private static string? FieldOf(string? path)
    {
        string? field = null;
        foreach (var name in (path ?? "").Split(['.', '['], StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            field = name;
            if (name != "data")
                break;
        }

        return field;
    }
}

/// <summary>Kinds of bad JSON.</summary>
internal enum JsonFaultKind
{
    /// <summary>Not JSON, or not an object.</summary>
    Malformed,

    /// <summary>A field of a wrong type.</summary>
    InvalidField,

    /// <summary>Text with a lone surrogate.</summary>
    TextInvalid,
}
