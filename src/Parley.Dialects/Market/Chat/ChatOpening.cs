using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Services;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat;

/// <summary>The way to the conversation that a client asks for: that of two, of which there is one, or a new group.</summary>
internal sealed class ChatOpening(
    Chats chats, DirectOpening directs, Groups.Groups groups, IServiceStore services, IOrderStore orders, ChatSender sender, PictureFiles pictures)
{
    /// <summary>Opens it; the caller has asked that somebody is named.</summary>
    public Task<Outcome<ListedChat>> OpenAsync(Account me, OpenBody body, CancellationToken cancel)
    {
        if (!body.TargetUserId.IsMissing)
            return OpenDirectAsync(me, body.TargetUserId.User, body, cancel);
        UserId[] others = [.. body.ParticipantIds!.Select(id => id.User).Where(id => id != me.Id).Distinct()];
        if (others.Length == 0)
            return Task.FromResult<Outcome<ListedChat>>(ChatError.SelfTarget);
        return others is [var only] && body.Name is null ? OpenDirectAsync(me, only, body, cancel) : MakeGroupAsync(me, others, body, cancel);
    }

    private async Task<Outcome<ListedChat>> OpenDirectAsync(Account me, UserId target, OpenBody body, CancellationToken cancel)
    {
        if (target.IsNone)
            return ChatError.UserNotFound;
        var topic = await TopicAsync(me, target, body, cancel);
        if (!topic.IsOk)
            return topic.Refusal;
        var opened = await directs.OpenAsync(me, target, await sender.PolicyAsync(me, cancel), cancel);
        return opened.IsOk ? await chats.OpenedAsync(me, opened.Value, topic.Value, cancel) : opened.Refusal;
    }

    private async Task<Outcome<ListedChat>> MakeGroupAsync(Account me, UserId[] others, OpenBody body, CancellationToken cancel)
    {
        if (others.Any(id => id.IsNone))
            return ChatError.UserNotFound;
        var avatar = await pictures.TakeAsync(me, body.AvatarUrl, cancel);
        if (!avatar.IsOk)
            return avatar.Refusal!;
        var made = await groups.CreateAsync(me, body.Name ?? "", avatar.Value, Groups.Groups.MaxMembers, others, cancel);
        return made.IsOk ? await chats.FindAsync(me, made.Value.Group.Id, cancel) : made.Refusal;
    }

    // A service or an order of one of the two: nobody learns by asking what there is between others.
    private async Task<Outcome<ConversationTopic>> TopicAsync(Account me, UserId target, OpenBody body, CancellationToken cancel)
    {
        var (service, order) = (new ServiceId(body.ServiceId.Of(EntityKind.Service)), new OrderId(body.OrderId.Of(EntityKind.Order)));
        if (!body.ServiceId.IsMissing)
        {
            if (await services.FindAsync(me.TenantId, service, cancel) is not { } listing || (listing.ProviderId != target && listing.ProviderId != me.Id))
                return new Refusal(ChatError.NotFound, "serviceId");
        }

        if (!body.OrderId.IsMissing)
        {
            if (await orders.FindAsync(me.TenantId, order, cancel) is not { } known || !IsBetween(known.CustomerId, known.ProviderId, me.Id, target))
                return new Refusal(ChatError.NotFound, "orderId");
        }

        return new ConversationTopic(body.ServiceId.IsMissing ? 0 : service.Value, body.OrderId.IsMissing ? 0 : order.Value);
    }

    private static bool IsBetween(UserId customer, UserId provider, UserId one, UserId other) =>
        (customer == one && provider == other) || (customer == other && provider == one);
}
