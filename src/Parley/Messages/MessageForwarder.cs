using System.Security.Cryptography;
using System.Text;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// Sends messages on to others: only those that the caller may see, to where it may write. Each is a send like any other (rates, contact rules,
/// moderation), so a target refuses for itself alone. A file goes along, since whoever sees a message that has it may fetch it.
/// </summary>
public sealed class MessageForwarder(IMessageStore store, DirectOpening opening, MessageSender sender)
{
    /// <summary>How many messages may be forwarded at once.</summary>
    public const int MostMessages = 50;

    /// <summary>To how many targets at once.</summary>
    public const int MostTargets = 20;

    /// <summary>Forwards, and waits until all is stored or refused.</summary>
    /// <returns>
    /// What came of each message for each target, target by target, in the order given (<see cref="ChatError.MessageNotFound"/> for one that the
    /// caller may not see, or that was recalled; <see cref="ChatError.Forbidden"/> for one of the server's; else as any send is refused);
    /// <see cref="ChatError.InvalidField"/> naming <c>messageIds</c>, <c>targets</c> or <c>tempId</c>, <see cref="ChatError.TextInvalid"/> naming
    /// <c>tempId</c>, when nothing was looked at.
    /// </returns>
    public async Task<Outcome<ForwardedMessage[]>> ForwardAsync(Account caller, Forwarding forwarding, CancellationToken cancel)
    {
        if (Refuse(forwarding) is { } refusal)
            return refusal;
        var bodies = await ReadAsync(caller, forwarding.Messages, cancel);
        var isAnyGood = bodies.Any(body => body.Body.IsOk);

        // All targets first: from then on nothing is waited for, so that the messages enter in order.
        var targets = new List<(ForwardTarget Target, Outcome<ConversationId> Conversation)>();
        foreach (var target in forwarding.Targets.Distinct())
            targets.Add((target, isAnyGood ? await OpenAsync(caller, target, forwarding.Policy, cancel) : target.Conversation));

        var sends = new List<(MessageId Source, ForwardTarget Target, AwaitedSend? Send, Refusal? Refusal)>();
        foreach (var (target, conversation) in targets)
        {
            foreach (var (source, body) in bodies)
            {
                var refused = body.Refusal ?? conversation.Refusal;
                sends.Add((source, target, refused is null ? Send(caller, forwarding, source, body.Value!, conversation.Value) : null, refused));
            }
        }

        var results = new List<ForwardedMessage>(sends.Count);
        foreach (var (source, target, send, refused) in sends)
        {
            if (send is not null)
                await send.Done;
            results.Add(new ForwardedMessage(source, target, send?.Message, send?.Conversation, refused ?? send!.Refusal, send?.IsRepeat ?? false));
        }

        return results.ToArray();
    }

    private static Refusal? Refuse(Forwarding forwarding)
    {
        if (forwarding.Messages.Count is < 1 or > MostMessages)
            return new Refusal(ChatError.InvalidField, "messageIds", MostMessages);
        if (forwarding.Targets.Count is < 1 or > MostTargets)
            return new Refusal(ChatError.InvalidField, "targets", MostTargets);
        if (forwarding.TempId is { Length: 0 or > MessageSender.MaxTempIdLength })
            return new Refusal(ChatError.InvalidField, "tempId", MessageSender.MaxTempIdLength);
        return MessageText.Refuse(forwarding.TempId) is { } invalid ? invalid with { Field = "tempId" } : null;
    }

    private async Task<List<(MessageId Source, Outcome<MessageBody> Body)>> ReadAsync(
        Account caller, IReadOnlyCollection<MessageId> ids, CancellationToken cancel)
    {
        var visible = (await store.FindVisibleAsync(caller.TenantId, caller.Id, ids, cancel)).ToDictionary(message => message.Id);
        return [.. ids.Distinct().Select(id => (id, BodyOf(visible.GetValueOrDefault(id))))];
    }

    private static Outcome<MessageBody> BodyOf(Message? message)
    {
        if (message is not { RecalledAt: null })
            return ChatError.MessageNotFound;
        return message.Body.Type is MessageType.System or MessageType.Order ? ChatError.Forbidden : message.Body;
    }

    private async ValueTask<Outcome<ConversationId>> OpenAsync(Account caller, ForwardTarget target, ContactPolicy policy, CancellationToken cancel)
    {
        if (!target.Conversation.IsNone)
            return target.Conversation; // whether the caller is in it is asked where it is written
        return target.Receiver.IsNone ? ChatError.UserNotFound : await opening.OpenAsync(caller, target.Receiver, policy, cancel);
    }

    private AwaitedSend Send(Account caller, Forwarding forwarding, MessageId source, MessageBody body, ConversationId conversation)
    {
        var send = new AwaitedSend
        {
            ConversationId = conversation,
            Sender = caller,
            Body = body,
            TempId = forwarding.TempId is { } key ? KeyOf(key, source) : null,
            Policy = forwarding.Policy,
            Rate = forwarding.Rate,
            Origin = forwarding.Origin,
        };
        sender.Send(send); // the text was taken where it was written first: that surface's bound, not this one's
        return send;
    }

    // A key is good within one conversation, so it need not name the target: a person named twice, by itself and by its conversation, gets it once.
    private static string KeyOf(string key, MessageId source) =>
        $"forward-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Value} {key}")).AsSpan(0, 16))}";
}
