namespace Parley.Conversations;

/// <summary>What a conversation was opened about, for those who are in it. The core reads none of it.</summary>
/// <param name="Service">The number of a service; 0 for none.</param>
/// <param name="Order">The number of an order; 0 for none.</param>
public sealed record ConversationTopic(long Service, long Order)
{
    /// <summary>About nothing in particular.</summary>
    public static readonly ConversationTopic None = new(0, 0);
}
