using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>Payments, as the customer of an order asks for them and those who may see the order see them.</summary>
public sealed partial class Payments(
    IPaymentStore store,
    IOrderStore orders,
    PaymentGateways gateways,
    PaymentEvents events,
    PaymentOptions options,
    IdGenerator ids,
    TimeProvider clock,
    ILogger<Payments> log)
{
    /// <summary>
    /// Gives the customer of an order a way to pay it: the one that there is already, else a new one. What it costs is what the order says.
    /// <code>
    ///  commit "creating" ─▶ ask the gateway ─▶ commit "open" ─▶ answer
    ///        │ crash: a job finds it          │ no answer: commit "closing"; a job asks the gateway and closes it
    /// </code>
    /// </summary>
    /// <param name="amount">What the customer believes to pay; null: whatever the order costs.</param>
    /// <returns>
    /// The payment; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for everybody but the customer; <see cref="ChatError.InvalidField"/> naming
    /// <c>gateway</c> or <c>amount</c>; <see cref="ChatError.Conflict"/>, with the order, when nothing can be paid; <see cref="ChatError.Busy"/> when the gateway does not answer.
    /// </returns>
    public async Task<PaymentAnswer> PayAsync(Account caller, OrderId id, string? gatewayName, decimal? amount, CancellationToken cancel)
    {
        if (gateways.Find(gatewayName) is not { } gateway)
            return PaymentAnswer.Refused(FieldRules.Invalid("gateway"));
        Amount? asked = amount is { } value ? Amount.TryFrom(value) : null;
        if (amount is not null && asked is null)
            return PaymentAnswer.Refused(FieldRules.Invalid("amount"));
        if (await orders.FindAsync(caller.TenantId, id, cancel) is not { } order)
            return PaymentAnswer.Refused(ChatError.NotFound);
        if (order.CustomerId != caller.Id)
            return PaymentAnswer.Refused(ChatError.Forbidden);
        if (!gateway.Takes(order.Currency))
            return PaymentAnswer.Refused(FieldRules.Invalid("gateway"));
        var now = clock.NowMs();
        var request = new PaymentRequest(new PaymentId(ids.Next()), caller.Id, gateway.Name, asked, now, now + (long)options.Life.TotalMilliseconds);
        var opened = await store.OpenAsync(caller.TenantId, id, (current, live) => PaymentMachine.Open(current, live, request), cancel);
        events.Publish(opened);
        if (!opened.IsOk || opened.Payment!.State == PaymentState.Open)
            return opened;

        // Whatever the client does meanwhile, what was begun with the gateway is put down.
        return await LinkAsync(gateway, opened.Order!, opened.Payment, CancellationToken.None);
    }

    /// <summary>A payment.</summary>
    /// <returns>With its order; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Forbidden"/> for who is nothing to the order.</returns>
    public async Task<PaymentAnswer> FindAsync(Account caller, PaymentId id, CancellationToken cancel)
    {
        if (await store.FindAsync(id, cancel) is not { } payment || payment.TenantId != caller.TenantId)
            return PaymentAnswer.Refused(ChatError.NotFound);
        if (await orders.FindAsync(caller.TenantId, payment.OrderId, cancel) is not { } order)
            return PaymentAnswer.Refused(ChatError.NotFound);
        return order.PartyOf(caller) == OrderParty.None ? PaymentAnswer.Refused(ChatError.Forbidden) : new PaymentAnswer(order, payment, [], null);
    }

    private async Task<PaymentAnswer> LinkAsync(IPaymentGateway gateway, Order order, Payment payment, CancellationToken cancel)
    {
        string? url = null;
        try
        {
            url = await gateway.CreateAsync(payment, order, cancel);
        }
        catch (PaymentGatewayException fault)
        {
            LogNotMade(fault, gateway.Name, payment.Id);
        }

        var now = clock.NowMs();
        var linked = await store.MoveAsync(
            payment.Id,
            (current, made, _) => url is null ? PaymentMachine.GiveUp(current, made, PaymentReason.GatewayDown, now) : PaymentMachine.Link(current, made, url, now),
            cancel);
        events.Publish(linked);
        if (!linked.IsOk)
            return linked;

        // The callback may have been quicker than the answer; a call of the same customer beside this one may have failed.
        return linked.Payment!.State is PaymentState.Open or PaymentState.Paid
            ? linked with { Payment = linked.Payment with { PayUrl = linked.Payment.PayUrl ?? url } }
            : linked with { Refusal = new Refusal(ChatError.Busy, "gateway", RetryAfter: TimeSpan.FromSeconds(5)) };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} gave no link for payment {Payment}; it is closed")]
    private partial void LogNotMade(Exception fault, string gateway, PaymentId payment);
}
