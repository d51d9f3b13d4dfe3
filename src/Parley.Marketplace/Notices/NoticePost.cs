using System.Globalization;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Marketplace.Orders;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Marketplace.Notices;

/// <summary>
/// Puts a step of an order into the conversation of its two sides, once however often it is tried: the step's own key is the message's. It
/// stands in the name of who took the step; what the platform decides, in the customer's, with <c>actorId</c> saying who it was.
/// </summary>
public sealed class NoticePost(MessageSender sender, DirectConversations directs, AccountDirectory accounts, RateLimits limits)
{
    /// <summary>Posts.</summary>
    /// <returns>False when it should be tried again.</returns>
    public async Task<bool> PostAsync(OrderTransition step, Order order, CancellationToken cancel)
    {
        var author = step.ActorId == order.ProviderId ? order.ProviderId : order.CustomerId;
        if (await accounts.FindAsync(author, cancel) is not { } account)
            return true; // nobody left to say it
        if (!order.ConversationId.IsNone && await SendAsync(order.ConversationId, account, step, order) is { } sent)
            return sent;
        var other = author == order.ProviderId ? order.CustomerId : order.ProviderId;
        var direct = await directs.OpenAsync(account, other, cancel);
        return !direct.IsOk || await SendAsync(direct.Value, account, step, order) is not false;
    }

    // True: it stands there. False: not now. Null: never there.
    private async Task<bool?> SendAsync(ConversationId conversation, Account author, OrderTransition step, Order order)
    {
        var send = new AwaitedSend
        {
            ConversationId = conversation,
            Sender = author,
            Body = new MessageBody(MessageType.Order, NoticeTexts.Of(step, order), Data: NoticeTexts.DataOf(step, order)),
            TempId = string.Create(CultureInfo.InvariantCulture, $"{MessageSender.ServerKeyMark}order:{order.Id}:{step.Version}"),
            Policy = ContactPolicy.Open,
            Rate = limits.Messages,
            IsServerMade = true,
        };
        sender.Send(send);
        await send.Done;
        return send.Refusal?.Error switch
        {
            null or ChatError.IdempotencyConflict => true, // the order has moved on since the first try
            ChatError.Busy or ChatError.Retry or ChatError.RateLimited => false,
            _ => null,
        };
    }
}
