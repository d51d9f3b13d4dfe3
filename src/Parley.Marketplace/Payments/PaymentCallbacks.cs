using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>The way in for what gateways tell by themselves: verified, then put down once, whenever and however often it comes.</summary>
public sealed partial class PaymentCallbacks(IPaymentStore store, PaymentGateways gateways, PaymentEvents events, TimeProvider clock, ILogger<PaymentCallbacks> log)
{
    /// <summary>Takes a callback.</summary>
    /// <param name="gatewayName">Whose path it came to.</param>
    /// <returns>
    /// The payment as it is now, null when the callback is about none; what <see cref="IPaymentGateway.ReadAsync"/> refuses; <see cref="ChatError.NotFound"/> for a
    /// gateway or payment that there is not; <see cref="ChatError.Conflict"/> for another amount, another transaction, or a refund of what was not paid yet.
    /// </returns>
    public async Task<PaymentAnswer> TakeAsync(string gatewayName, PaymentCallback callback, CancellationToken cancel)
    {
        if (gateways.All.FirstOrDefault(known => known.Name == gatewayName) is not { } gateway)
            return PaymentAnswer.Refused(ChatError.NotFound);
        var read = await gateway.ReadAsync(callback, cancel);
        if (!read.IsOk)
        {
            LogRefused(gatewayName, read.Refusal.Error, read.Refusal.Field);
            return PaymentAnswer.Refused(read.Refusal);
        }

        if (read.Value is not { } report)
            return new PaymentAnswer(null, null, [], null);
        var answer = await ApplyAsync(gateway, report, cancel);
        if (answer.IsOk)
            gateway.Settled(callback);
        else
            LogNotTaken(gatewayName, report.Payment, report.Fact, answer.Refusal!.Error, answer.Refusal.Field);
        return answer;
    }

    /// <summary>Puts down what a gateway said, in a callback or when it was asked.</summary>
    internal async Task<PaymentAnswer> ApplyAsync(IPaymentGateway gateway, PaymentReport report, CancellationToken cancel)
    {
        var now = clock.NowMs();
        var answer = await store.MoveAsync(
            report.Payment,
            (order, payment, other) => payment.Gateway == gateway.Name
                ? PaymentMachine.Take(order, payment, other, report, now)
                : new PaymentDecision(order, payment, Refusal: ChatError.NotFound),
            cancel);
        events.Publish(answer);
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A callback of gateway {Gateway} was refused: {Error} {Field}")]
    private partial void LogRefused(string gateway, ChatError error, string? field);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What gateway {Gateway} says of payment {Payment}, {Fact}, was not taken: {Error} {Field}")]
    private partial void LogNotTaken(string gateway, PaymentId payment, PaymentFact fact, ChatError error, string? field);
}
