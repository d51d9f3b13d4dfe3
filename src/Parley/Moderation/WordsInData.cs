using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Moderation;

/// <summary>Looks for words in what people name beside a message's text: a file, a place.</summary>
internal static class WordsInData
{
    // A file's address and its content's type are the server's own words.
    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal) { "url", "type" };

    /// <summary>What the words say of the data's texts; <see cref="WordVerdict.Masked"/> is the whole data, with those masked that must be.</summary>
    /// <param name="data">A JSON object's text.</param>
    public static WordVerdict Check(WordFilter filter, string data)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(data);
        }
        catch (JsonException)
        {
            return filter.Check(data) with { Masked = null };
        }

        var verdict = default(WordVerdict);
        var isMasked = Check(filter, json, ref verdict);
        return isMasked ? verdict with { Masked = json!.ToJsonString() } : verdict;
    }

    private static bool Check(WordFilter filter, JsonNode? node, ref WordVerdict verdict)
    {
        var isMasked = false;
        if (node is JsonObject parent)
        {
            foreach (var (name, value) in parent.Where(pair => !Ours.Contains(pair.Key)).ToArray())
            {
                if (Look(filter, value, ref verdict) is { } masked)
                    (parent[name], isMasked) = (masked, true);
                else
                    isMasked |= Check(filter, value, ref verdict);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (Look(filter, list[i], ref verdict) is { } masked)
                    (list[i], isMasked) = (masked, true);
                else
                    isMasked |= Check(filter, list[i], ref verdict);
            }
        }

        return isMasked;
    }

    private static string? Look(WordFilter filter, JsonNode? value, ref WordVerdict verdict)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
            return null;
        var found = filter.Check(value.GetValue<string>());
        verdict = verdict.And(found);
        return found.Masked;
    }
}
