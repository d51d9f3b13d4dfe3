using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>A message as this surface says it everywhere: in its events, histories and answers (document 001, 2.1).</summary>
internal sealed record MessageView
{
    private static readonly PersonView Server = new("", "系统", null, "system", null);

    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>Null for a message of the server itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? SenderId { get; init; }

    /// <summary>Its place in the conversation.</summary>
    public required long Seq { get; init; }

    /// <summary>The conversation's change that it was last touched by: what <c>sync</c> goes on from.</summary>
    public required long Rev { get; init; }

    public required string MessageType { get; init; }

    public required ContentView Content { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ReplyToId { get; init; }

    /// <summary>What it answers, in histories and answers; not in events, which have its id.</summary>
    public ReplyView? ReplyTo { get; init; }

    /// <summary><c>sent</c>, <c>read</c> by another, or <c>recalled</c>.</summary>
    public required string Status { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required PersonView Sender { get; init; }

    /// <summary>The sender's key, where it is told: in the answer to the sender.</summary>
    public string? ClientId { get; init; }

    /// <summary>A message as everybody in its conversation sees it.</summary>
    /// <param name="sender">Null for the server itself, or somebody who is no more.</param>
    public static MessageView Of(Message message, Conversation conversation, Account? sender, bool isRead, FileUrls urls) => new()
    {
        Id = ChatWords.Id(message.Id),
        TenantId = ChatWords.Id(EntityKind.Tenant, conversation.TenantId.Value),
        ConversationId = ChatWords.Id(message.ConversationId),
        SenderId = message.SenderId.IsNone ? null : ChatWords.Id(message.SenderId),
        Seq = message.Seq,
        Rev = message.Rev,
        MessageType = ChatWords.Of(message.Body.Type),
        Content = ContentView.Of(message, conversation, urls),
        ReplyToId = message.ReplyTo is { } target ? ChatWords.Id(target) : null,
        Status = message.RecalledAt is not null ? "recalled" : isRead ? "read" : "sent",
        CreatedAt = WireTime.Of(message.CreatedAt),
        UpdatedAt = WireTime.Of(message.RecalledAt ?? message.CreatedAt),
        Sender = SenderOf(message, sender),
    };

    private static PersonView SenderOf(Message message, Account? sender) =>
        message.SenderId.IsNone ? Server
        : sender is null ? new PersonView(ChatWords.Id(message.SenderId), "", null, "customer", null)
        : PersonView.Of(sender.Id, new Dictionary<UserId, Account> { [sender.Id] = sender })!;
}

/// <summary>The message that another answers (document 001, 2.1).</summary>
internal sealed record ReplyView(string Id, string MessageType, ContentView Content, ReplySender Sender);

/// <summary>Who wrote it.</summary>
internal sealed record ReplySender(string DisplayName);
