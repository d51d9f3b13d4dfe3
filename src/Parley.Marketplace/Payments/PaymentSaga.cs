using Microsoft.Extensions.Logging;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>
/// Brings every payment to its end, whoever died on the way: asks the gateway what became of those that nobody wants any more and closes them, and has
/// money go back that the order can't have. Each call looks at what is stored, does one thing that may be done twice, and says when to look again.
/// </summary>
public sealed partial class PaymentSaga(
    IPaymentStore store, IOrderStore orders, PaymentGateways gateways, PaymentCallbacks callbacks, PaymentEvents events, TimeProvider clock, ILogger<PaymentSaga> log)
{
    /// <summary>Looks at a payment and does what is due.</summary>
    /// <returns>When to look again, Unix ms; null: there is nothing left to do.</returns>
    public async Task<long?> AdvanceAsync(PaymentId id, CancellationToken cancel)
    {
        if (await store.FindAsync(id, cancel) is not { DueAt: { } due } payment)
            return null;
        if (due > clock.NowMs())
            return due;
        if (gateways.All.FirstOrDefault(known => known.Name == payment.Gateway) is not { } gateway)
        {
            LogNoGateway(payment.Gateway, id);
            return await PostponeAsync(id, cancel);
        }

        try
        {
            await StepAsync(gateway, payment, cancel);
        }
        catch (PaymentGatewayException fault)
        {
            LogFailed(fault, gateway.Name, id, payment.Tries + 1);
            return await PostponeAsync(id, cancel);
        }

        // Nothing moved: the gateway is not done.
        var now = await store.FindAsync(id, cancel);
        return now is { DueAt: not null } && now.Version == payment.Version ? await PostponeAsync(id, cancel) : now?.DueAt;
    }

    private async Task StepAsync(IPaymentGateway gateway, Payment payment, CancellationToken cancel)
    {
        if (payment.State == PaymentState.Refunding)
        {
            await RefundAsync(gateway, payment, cancel);
            return;
        }

        // Its time is over, or whoever asked the gateway never came back. No new money is wanted from now on.
        if (payment.IsLive)
        {
            var reason = payment.State == PaymentState.Creating ? PaymentReason.GatewayDown : PaymentReason.Expired;
            await MoveAsync(payment.Id, (order, current) => PaymentMachine.GiveUp(order, current, reason, clock.NowMs()), cancel);
        }

        var report = await gateway.QueryAsync(payment, cancel);
        if (report.Fact is PaymentFact.Paid)
        {
            await callbacks.ApplyAsync(gateway, report, cancel);
            return;
        }

        // False: it was paid between the question and this. Asked again soon.
        if (report.Fact is PaymentFact.Closed || await gateway.CloseAsync(payment, cancel))
            await MoveAsync(payment.Id, (order, current) => PaymentMachine.Close(order, current, PaymentReason.Failed, clock.NowMs()), cancel);
    }

    private async Task RefundAsync(IPaymentGateway gateway, Payment payment, CancellationToken cancel)
    {
        if (payment.Tries == 0 && await orders.FindAsync(payment.TenantId, payment.OrderId, cancel) is { } order)
            events.Publish(new PaymentAnswer(order, payment, [payment], null)); // the order's own move did this, and told of the order alone
        var report = await gateway.RefundAsync(payment, cancel);
        if (report.Fact == PaymentFact.RefundAbnormal)
            LogStuck(gateway.Name, payment.Id);
        await callbacks.ApplyAsync(gateway, report, cancel);
    }

    // Nobody is told: to those who look at it nothing changed.
    private async Task<long?> PostponeAsync(PaymentId id, CancellationToken cancel) =>
        (await store.MoveAsync(id, (order, payment, _) => PaymentMachine.Postpone(order, payment, clock.NowMs()), cancel)).Payment?.DueAt;

    private async Task<PaymentAnswer> MoveAsync(PaymentId id, Func<Order, Payment, PaymentDecision> decide, CancellationToken cancel)
    {
        var answer = await store.MoveAsync(id, (order, payment, _) => decide(order, payment), cancel);
        events.Publish(answer);
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} could not be asked about payment {Payment}, try {Try}; again later")]
    private partial void LogFailed(Exception fault, string gateway, PaymentId payment, int @try);

    [LoggerMessage(Level = LogLevel.Error, Message = "Payment {Payment} needs gateway {Gateway}, which is not configured")]
    private partial void LogNoGateway(string gateway, PaymentId payment);

    [LoggerMessage(Level = LogLevel.Error, Message = "The refund of payment {Payment} is stuck at gateway {Gateway}: somebody must act there")]
    private partial void LogStuck(string gateway, PaymentId payment);
}
