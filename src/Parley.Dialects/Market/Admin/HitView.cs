using System.Collections.Frozen;
using System.Text.Json;
using Parley.Moderation;

namespace Parley.Dialects.Market.Admin;

/// <summary>What the rules on content found. <c>label</c>: the words, what the check of pictures said, or how many more there were; <c>text</c> only where one is looked at.</summary>
internal sealed record HitView(long Id, string Kind, long UserId, long? ConversationId, long? MessageId, long? FileId, string? Label, string? Text, DateTime CreatedAt)
{
    private static readonly FrozenDictionary<HitKind, string> Words =
        Enum.GetValues<HitKind>().ToFrozenDictionary(kind => kind, kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    private static readonly FrozenDictionary<string, HitKind> Kinds = Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Without what was written.</summary>
    public static HitView Of(Hit hit) => new(
        hit.Id.Value,
        Words[hit.Kind],
        hit.UserId.Value,
        hit.ConversationId.IsNone ? null : hit.ConversationId.Value,
        hit.MessageId.IsNone ? null : hit.MessageId.Value,
        hit.FileId.IsNone ? null : hit.FileId.Value,
        hit.Words,
        null,
        WireTime.Of(hit.CreatedAt));

    /// <summary>With what was written.</summary>
    public static HitView Whole(Hit hit) => Of(hit) with { Text = hit.Text.Length == 0 ? null : hit.Text };

    /// <summary>A kind as the query names it; null for anything else.</summary>
    public static HitKind? KindOf(string word) => Kinds.TryGetValue(word, out var kind) ? kind : null;
}
