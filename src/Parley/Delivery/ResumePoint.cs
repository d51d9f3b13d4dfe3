using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>Where a connection that was lost stood for certain: what lies above goes to the one that comes back in its place.</summary>
/// <param name="Given">By conversation.</param>
/// <param name="Own">Messages above that which it wrote itself, and was answered.</param>
public sealed record ResumePoint(
    IReadOnlyDictionary<ConversationId, GivenUpTo> Given, IReadOnlySet<(ConversationId Conversation, long Seq)> Own);
