using Parley.SocketIO.Engine;

namespace Parley.SocketIO;

/// <summary>An event as an adapter hands it on: encoded once, for everybody. Nobody changes it.</summary>
public sealed class OutgoingEvent
{
    internal OutgoingEvent(Namespace space, string name, EngineMessage message, int head, long? ackId, string? offset)
    {
        Namespace = space;
        Name = name;
        Message = message;
        Json = message.Text[head..];
        AckId = ackId;
        Offset = offset;
    }

    /// <summary>Where it is sent.</summary>
    public Namespace Namespace { get; }

    /// <summary>The event's name.</summary>
    public string Name { get; }

    /// <summary>The JSON array: name, arguments, and the offset where there is one. Bytes stand in it as placeholders.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The number that answers to it carry; null when none are wanted.</summary>
    public long? AckId { get; }

    /// <summary>Its name in connection state recovery; null without.</summary>
    public string? Offset { get; }

    /// <summary>What the placeholders stand for.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments
    {
        get
        {
            if (Message.AttachmentCount == 0)
                return [];
            var attachments = new ReadOnlyMemory<byte>[Message.AttachmentCount];
            for (var i = 0; i < attachments.Length; i++)
                attachments[i] = Message.Attachment(i);
            return attachments;
        }
    }

    internal EngineMessage Message { get; }

    internal SocketEvent Seen() => new(Namespace.Payloads, Name, Json, Attachments, Ack.None);
}
