using Parley.Accounts;
using Parley.Audit;
using Parley.Conversations;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Marketplace.Orders;

/// <summary>Orders, as their two sides, the tenant's admins and its agents may see and move them.</summary>
/// <param name="notices">Tells of what was done; null: nobody does.</param>
/// <param name="directs">Finds where the two sides of an order talk; null: an order names only the conversation that its maker named.</param>
/// <param name="audit">Keeps who decided a dispute; null: only the order's history does.</param>
public sealed class Orders(
    IOrderStore store, IServiceStore services, IdGenerator ids, TimeProvider clock, OrderNotices? notices = null, DirectConversations? directs = null, AuditTrail? audit = null)
{
    private const int ShownHistory = 100;

    /// <summary>Orders a service.</summary>
    /// <returns>
    /// The order; <see cref="ChatError.InvalidField"/> naming a field; <see cref="ChatError.Forbidden"/> for who supports or runs the tenant;
    /// <see cref="ChatError.NotFound"/> naming <c>serviceId</c>; <see cref="ChatError.SelfTarget"/>; <see cref="ChatError.Blocked"/>; <see cref="ChatError.ConversationNotFound"/>;
    /// <see cref="ChatError.IdempotencyConflict"/>.
    /// </returns>
    public async Task<Outcome<Order>> CreateAsync(Account customer, OrderDraft draft, CancellationToken cancel)
    {
        if (customer.Role is not (Role.Customer or Role.Provider))
            return ChatError.Forbidden;
        var now = clock.NowMs();
        if (OrderFields.Judge(draft, now) is { } refusal)
            return refusal;
        if (await services.FindAsync(customer.TenantId, draft.ServiceId, cancel) is not { } service
            || (service.Status != ServiceStatus.Active && draft.ClientId is null)) // of an order that was made already the store decides
            return new Refusal(ChatError.NotFound, "serviceId");
        if (service.ProviderId == customer.Id)
            return ChatError.SelfTarget;
        var order = Make(customer, draft, service, now);
        if (order.ConversationId.IsNone)
            order = order with { ConversationId = await FindTalkAsync(customer, service.ProviderId, cancel) };
        var first = new OrderTransition(order.Id, 1, OrderAction.Create, OrderStatus.Pending, OrderStatus.Pending, customer.Id, now, null);
        var created = await store.CreateAsync(order, first, OrderKey.Of(draft), cancel);
        if (created is { IsOk: true, Value: var made } && made.Id == order.Id)
            notices?.Wake(new NoticeKey(order.Id, first.Version));
        return created;
    }

    /// <summary>An order.</summary>
    /// <returns><see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for who is nothing to it.</returns>
    public async Task<Outcome<Order>> FindAsync(Account caller, OrderId id, CancellationToken cancel)
    {
        if (await store.FindAsync(caller.TenantId, id, cancel) is not { } order)
            return ChatError.NotFound;
        return order.PartyOf(caller) == OrderParty.None ? ChatError.Forbidden : order;
    }

    /// <summary>Does something to an order.</summary>
    /// <returns>
    /// The order as it is now; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for the wrong person, who sees it only if it may;
    /// <see cref="ChatError.Conflict"/>, with the order, for a move that its state does not allow; <see cref="ChatError.InvalidField"/>.
    /// </returns>
    public async Task<OrderAnswer> MoveAsync(Account caller, OrderId id, OrderRequest request, CancellationToken cancel)
    {
        var now = clock.NowMs();
        if (OrderFields.Judge(request, now) is { } refusal)
            return OrderAnswer.Refused(refusal);
        var answer = await store.MoveAsync(
            caller.TenantId,
            id,
            order => OrderMachine.Decide(order, new OrderMove
            {
                Action = request.Action,
                ActorId = caller.Id,
                Party = order.PartyOf(caller),
                At = now,
                Version = request.Version,
                Price = request.Amount is { } amount ? Amount.TryFrom(amount) : null,
                ScheduledAt = request.ScheduledAt,
                Refund = request.Refund,
                Note = request.Note,
            }),
            cancel);
        if (answer.Transition is { } step)
        {
            notices?.Wake(new NoticeKey(id, step.Version));
            if (step.Action == OrderAction.Resolve)
                audit?.Record(AuditAction.DisputeDecided, caller, id.Value, request.Refund ? "refund" : "dismissed");
        }

        return answer.Order?.PartyOf(caller) == OrderParty.None ? answer with { Order = null } : answer;
    }

    /// <summary>What was done to an order, oldest first; of very much the newest.</summary>
    /// <returns>As <see cref="FindAsync"/>.</returns>
    public async Task<Outcome<OrderTransition[]>> ReadHistoryAsync(Account caller, OrderId id, CancellationToken cancel)
    {
        var order = await FindAsync(caller, id, cancel);
        if (!order.IsOk)
            return order.Refusal;
        var lines = await store.ReadHistoryAsync(id, ShownHistory, cancel);
        return lines.ToArray();
    }

    /// <summary>A page of the caller's orders, newest first; for an admin or agent, of the tenant's.</summary>
    /// <param name="side">Only those in which the caller is this side; null: whichever.</param>
    /// <returns><see cref="ChatError.InvalidField"/> naming <c>page</c> or <c>limit</c>.</returns>
    public async Task<Outcome<Page<Order>>> ListAsync(
        Account caller, OrderParty? side, OrderStatus? status, int page, int limit, CancellationToken cancel)
    {
        if (PageRules.Judge(page, limit) is { } refusal)
            return refusal;
        var seesAll = side is null && caller.Role is Role.Agent or Role.Admin or Role.Operator;
        var filter = new OrderFilter { SideId = seesAll ? default : caller.Id, Side = side, Status = status };
        return await store.ListAsync(caller.TenantId, filter, (page - 1) * limit, limit, cancel);
    }

    // Where its steps will be told; none where the two can't talk.
    private async Task<ConversationId> FindTalkAsync(Account customer, UserId provider, CancellationToken cancel) =>
        directs is not null && await directs.OpenAsync(customer, provider, cancel) is { IsOk: true, Value: var conversation } ? conversation : default;

    private Order Make(Account customer, OrderDraft draft, ServiceListing service, long now) => new()
    {
        Id = new OrderId(ids.Next()),
        TenantId = customer.TenantId,
        CustomerId = customer.Id,
        ProviderId = service.ProviderId,
        ServiceId = service.Id,
        ConversationId = draft.ConversationId,
        ServiceName = service.Name,
        Details = draft.Details,
        Total = draft.TotalAmount is { } total ? Amount.TryFrom(total)!.Value : service.Price,
        Currency = service.Currency,
        ScheduledAt = draft.ScheduledAt,
        CustomerPlace = draft.CustomerPlace,
        ProviderPlace = new Place(service.Location, service.Address),
        Notes = draft.Notes,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
