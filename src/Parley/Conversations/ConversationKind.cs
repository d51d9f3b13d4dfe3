namespace Parley.Conversations;

/// <summary>What a conversation is. Stored by number: never renumber.</summary>
public enum ConversationKind : byte
{
    /// <summary>Two people; one per pair and tenant, whichever surface opened it.</summary>
    Direct = 1,

    /// <summary>Many people, with roles.</summary>
    Group = 2,

    /// <summary>The people of one order, and the agents who joined them. One per order and tenant; nobody owns it in the sense of a group.</summary>
    Room = 3,
}
