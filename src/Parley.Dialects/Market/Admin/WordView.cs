using Parley.Moderation;

namespace Parley.Dialects.Market.Admin;

/// <summary>A sensitive word.</summary>
internal sealed record WordView(string Word, string Action, DateTime CreatedAt)
{
    public static WordView Of(SensitiveWord word) => new(
        word.Text,
        word.Action switch
        {
            WordAction.Reject => "reject",
            WordAction.Mask => "mask",
            WordAction.Flag => "flag",
            _ => throw new InvalidOperationException($"Unknown action {word.Action}."),
        },
        WireTime.Of(word.CreatedAt));

    /// <summary>An action as a client writes it; null for anything else.</summary>
    public static WordAction? ActionOf(string? word) => word switch
    {
        null or "reject" => WordAction.Reject,
        "mask" => WordAction.Mask,
        "flag" => WordAction.Flag,
        _ => null,
    };
}
