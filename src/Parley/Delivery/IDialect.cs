using Parley.Conversations;

namespace Parley.Delivery;

/// <summary>A wire surface as the fan-out knows it: how to say an event. One instance each; an event is encoded once per dialect.</summary>
public interface IDialect
{
    /// <summary>Its name, lower case: <c>social</c>.</summary>
    string Name { get; }

    /// <summary>Whether it tells of read and delivered messages one by one: then it gets <see cref="MessagesCovered"/>.</summary>
    bool NamesMessages => false;

    /// <summary>Whether conversations of this kind are seen here.</summary>
    bool Shows(ConversationKind kind) => true;

    /// <summary>The frame, ready for the socket and shared by all receivers; empty when this surface has no word for the event.</summary>
    ReadOnlyMemory<byte> Encode(OutboundEvent outbound);
}
