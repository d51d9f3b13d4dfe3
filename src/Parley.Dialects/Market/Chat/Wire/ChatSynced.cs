namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>The answer to <c>sync</c>.</summary>
internal sealed record ChatSynced(string Generation, IReadOnlyList<SyncedChat> Conversations, IReadOnlyList<string> Gone);

/// <summary>What changed in one conversation.</summary>
internal sealed record SyncedChat(
    string Id, long LastSeq, long Rev, IReadOnlyList<ChatPointer> Pointers, IReadOnlyList<MessageView> Messages, IReadOnlyList<string> Hidden, bool HasMore);

/// <summary>How far somebody is.</summary>
internal sealed record ChatPointer(string UserId, long ReadSeq, long DeliveredSeq, bool HasLeft);
