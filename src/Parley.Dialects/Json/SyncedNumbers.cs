using Parley.Primitives;

namespace Parley.Dialects.Json;

/// <summary>The numbers that a client knows of its conversations, as it writes them in <c>sync</c>.</summary>
internal static class SyncedNumbers
{
    /// <summary>By conversation; what names none is passed over.</summary>
    public static Dictionary<ConversationId, long> Read(Dictionary<string, long>? conversations)
    {
        var known = new Dictionary<ConversationId, long>();
        foreach (var (text, number) in conversations ?? [])
        {
            if (WireId.Parse(text).Conversation is { IsNone: false } id)
                known[id] = number;
        }

        return known;
    }
}
