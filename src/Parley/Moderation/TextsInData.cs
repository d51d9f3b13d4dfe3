using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Moderation;

/// <summary>Looks into what people name beside a message's text: a file, a place.</summary>
internal static class TextsInData
{
    private const string Address = "url";
    private const string MaskedAddress = "https://***/";

    // Beside a stored file, its address and its content's type are the server's own words.
    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal) { Address, "type" };
    private static readonly HashSet<string> None = [];

    /// <summary>What is said of the data's texts; <see cref="WordVerdict.Masked"/> is the whole data, with those masked that must be.</summary>
    /// <param name="check">What is said of one text: by the words, by the look for numbers.</param>
    /// <param name="data">A JSON object's text.</param>
    /// <param name="isOurs">Whether it tells of a stored file; an address elsewhere is its sender's word like all else.</param>
    public static WordVerdict Check(Func<string, WordVerdict> check, string data, bool isOurs)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(data);
        }
        catch (JsonException)
        {
            return check(data) with { Masked = null };
        }

        var verdict = default(WordVerdict);
        var isMasked = Check(check, json, isOurs ? Ours : None, ref verdict);
        return isMasked ? verdict with { Masked = json!.ToJsonString() } : verdict;
    }

    private static bool Check(Func<string, WordVerdict> check, JsonNode? node, HashSet<string> passed, ref WordVerdict verdict)
    {
        var isMasked = false;
        if (node is JsonObject parent)
        {
            foreach (var (name, value) in parent.Where(pair => !passed.Contains(pair.Key)).ToArray())
            {
                if (Look(check, value, name == Address, ref verdict) is { } masked)
                    (parent[name], isMasked) = (masked, true);
                else
                    isMasked |= Check(check, value, passed, ref verdict);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (Look(check, list[i], isAddress: false, ref verdict) is { } masked)
                    (list[i], isMasked) = (masked, true);
                else
                    isMasked |= Check(check, list[i], passed, ref verdict);
            }
        }

        return isMasked;
    }

    private static string? Look(Func<string, WordVerdict> check, JsonNode? value, bool isAddress, ref WordVerdict verdict)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
            return null;
        var text = value.GetValue<string>();
        var found = check(text);
        verdict = verdict.And(found);
        return (isAddress ? LookBehindEscapes(check, text, ref verdict) : null) ?? found.Masked;
    }

    // An address says most words in percent signs and digits, which can't be masked one by one: all of it is.
    private static string? LookBehindEscapes(Func<string, WordVerdict> check, string url, ref WordVerdict verdict)
    {
        var plain = Uri.UnescapeDataString(url);
        if (plain == url)
            return null;
        var found = check(plain);
        verdict = verdict.And(found);
        return found.Masked is null ? null : MaskedAddress;
    }
}
