namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>What came of a message for one target.</summary>
internal sealed record ForwardView(bool Success, MessageView? Data, string? TargetId, string? Code, string? Message);
