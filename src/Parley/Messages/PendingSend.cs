using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Limits;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>One send: what was asked, and what came of it.</summary>
public abstract class PendingSend : PendingWrite
{
    /// <summary>Where to.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>Who, from the token; never from the payload.</summary>
    public required Account Sender { get; init; }

    /// <summary>What it says, as it is to be stored.</summary>
    public required MessageBody Body { get; set; }

    /// <summary>The message it answers; must be in the same conversation.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>The client's idempotency key, 1 to 64 characters, or null.</summary>
    public string? TempId { get; init; }

    /// <summary>Who may write to whom, on the surface that it came from.</summary>
    public required ContactPolicy Policy { get; init; }

    /// <summary>The longest text on that surface, in Unicode scalar values.</summary>
    public int MaxTextLength { get; init; } = MessageText.DefaultMaxLength;

    /// <summary>How often its sender may send on that surface.</summary>
    public required RateLimit Rate { get; init; }

    /// <summary>A refusal found before the store was asked (rate, moderation) that holds unless this proves to be a repeat.</summary>
    public Refusal? RefusedUnlessRepeat { get; set; }

    /// <summary>What the rules on content found in it, or null; told once it is settled.</summary>
    public Finding? Finding { get; set; }

    /// <summary>
    /// The server says it in its sender's name (a step of an order): neither rates, nor rules on contents, nor contact between the two, nor the
    /// state of the sender's account keep it back. Never set for what a client wrote.
    /// </summary>
    public bool IsServerMade { get; init; }

    /// <summary>The connection it came from: gets the answer, not the event. Null for REST.</summary>
    public Connection? Origin { get; init; }

    /// <summary>16 bytes over type, payload and reply-to as submitted: what a repeat is compared by.</summary>
    public byte[] Fingerprint { get; set; } = [];

    /// <summary>Set by the writer when its batch forms; kept through retries of that batch.</summary>
    public MessageId Id { get; set; }

    /// <summary>Set by the writer: <see cref="TimeProvider.GetTimestamp"/> when it was enqueued.</summary>
    public long EnqueuedAt { get; set; }

    /// <summary>The result: why not, or null.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The result: the stored message (the first one's for a repeat).</summary>
    public Message? Message { get; private set; }

    /// <summary>The result: the conversation after the message.</summary>
    public Conversation? Conversation { get; private set; }

    /// <summary>The result: the same temp id and body came before; nothing was stored and no event goes out.</summary>
    public bool IsRepeat { get; private set; }

    /// <inheritdoc/>
    public override int Size => 256 + (Body.Text.Length * 2) + ((Body.Data?.Length ?? 0) * 2);

    /// <summary>The writer's word: refused. Nothing was stored.</summary>
    public void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        Message = null;
    }

    /// <summary>The writer's word: committed.</summary>
    public void Store(Message message, Conversation conversation, bool isRepeat)
    {
        Refusal = null;
        Message = message;
        Conversation = conversation;
        IsRepeat = isRepeat;
    }
}
