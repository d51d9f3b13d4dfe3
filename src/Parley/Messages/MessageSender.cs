using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Parley.Limits;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// The way in for every message of every surface: checks what can be checked without the store, then queues the send for the writer.
/// What depends on stored state (rights, contact, repeats) is decided there, at the moment of writing.
/// </summary>
/// <param name="content">What may be in a message; null: anything.</param>
public sealed class MessageSender(IMessageStore store, RateLimiter limiter, RateLimits limits, ContentRules? content = null)
{
    /// <summary>The longest temp id, in characters.</summary>
    public const int MaxTempIdLength = 64;

    /// <summary>What the keys of the server's own messages begin with; a client's must not, or it could take such a key first and suppress the message.</summary>
    public const char ServerKeyMark = '\u0001';

    /// <summary>
    /// Sends. <see cref="PendingWrite.Settled"/> is called exactly once: on the caller's thread when it is refused at once, else on the delivery
    /// loop after the commit.
    /// </summary>
    public void Send(PendingSend send)
    {
        if (Refuse(send) is { } refusal)
        {
            send.Refuse(refusal);
            send.Settled();
            return;
        }

        send.Fingerprint = Fingerprint(send); // before words are masked: a repeat is of what was submitted
        if (!send.IsServerMade && content?.Judge(send) is { } rejection && RefuseUnlessRepeat(send, rejection) is { } final)
        {
            send.Refuse(final);
            send.Finding?.Settled(send);
            send.Settled();
            return;
        }

        if (store.TryEnqueue(send))
            return;
        send.Refuse(new Refusal(ChatError.Busy, RetryAfter: TimeSpan.FromSeconds(1)));
        send.Settled();
    }

    /// <summary>Settles a send that can go nowhere: with what is checked before that, else with <paramref name="refusal"/>.</summary>
    public void Refuse(PendingSend send, Refusal refusal)
    {
        send.Refuse(Refuse(send) ?? send.RefusedUnlessRepeat ?? refusal);
        send.Settled();
    }

    private Refusal? Refuse(PendingSend send)
    {
        if (send.TempId is { Length: 0 or > MaxTempIdLength })
            return new Refusal(ChatError.InvalidField, "tempId", MaxTempIdLength);
        if (!send.IsServerMade && send.TempId is [ServerKeyMark, ..])
            return new Refusal(ChatError.InvalidField, "tempId");
        if (MessageText.Refuse(send.TempId) is { } badId)
            return badId with { Field = "tempId" };
        if (!send.IsServerMade && send.Body.Type is MessageType.System or MessageType.Order)
            return new Refusal(ChatError.InvalidField, "messageType");
        if (MessageText.Refuse(send.Body, send.MaxTextLength) is { } badText)
            return badText;
        return send.IsServerMade ? null : RefuseRate(send);
    }

    private Refusal? RefuseRate(PendingSend send) =>
        limiter.Take(send.Rate, send.Sender.Id.Value) is { } refusal ? RefuseUnlessRepeat(send, refusal) : null;

    // A repeat is answered whatever the rate and whatever words have since been put on the list (a client that comes back sends all it has no
    // answer for), so such a send still goes to the writer, marked; but not without bound.
    private Refusal? RefuseUnlessRepeat(PendingSend send, Refusal refusal)
    {
        if (send.RefusedUnlessRepeat is not null)
            return null; // looked up already
        if (send.TempId is null || limiter.Take(limits.Repeats, send.Sender.Id.Value) is not null)
            return refusal;
        send.RefusedUnlessRepeat = refusal;
        return null;
    }

    // Type, reply-to, file and lengths first, so that no two different sends run together.
    private static byte[] Fingerprint(PendingSend send)
    {
        var (text, data) = (send.Body.Text, send.Body.Data ?? "");
        var length = 25 + Encoding.UTF8.GetMaxByteCount(text.Length) + Encoding.UTF8.GetMaxByteCount(data.Length);
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        try
        {
            rented[0] = (byte)send.Body.Type;
            BinaryPrimitives.WriteInt64LittleEndian(rented.AsSpan(1), send.ReplyTo?.Value ?? 0);
            BinaryPrimitives.WriteInt64LittleEndian(rented.AsSpan(9), send.Body.FileId);
            BinaryPrimitives.WriteInt64LittleEndian(rented.AsSpan(17), text.Length);
            var used = 25 + Encoding.UTF8.GetBytes(text, rented.AsSpan(25));
            used += Encoding.UTF8.GetBytes(data, rented.AsSpan(used));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(rented.AsSpan(0, used), hash);
            return hash[..16].ToArray();
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
