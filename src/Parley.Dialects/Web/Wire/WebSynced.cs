namespace Parley.Dialects.Web.Wire;

/// <summary>What changed: the answer to <c>sync</c>.</summary>
internal sealed record WebSynced(string Generation, IReadOnlyList<WebSyncedConversation> Conversations);

/// <summary>What changed with one person.</summary>
internal sealed record WebSyncedConversation(
    long Id, long ContactId, long LastSeq, long Rev, IReadOnlyList<WebPointer> Pointers, IReadOnlyList<WebMessage> Messages, bool HasMore);

/// <summary>How far somebody is.</summary>
internal sealed record WebPointer(long UserId, long ReadSeq, long DeliveredSeq);
