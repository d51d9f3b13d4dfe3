using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments.Sandbox;

/// <summary>What the sandbox's pages show.</summary>
public sealed class SandboxPages(IPaymentStore payments, IOrderStore orders, SandboxSigner signer)
{
    /// <summary>What a link shows.</summary>
    /// <param name="expiresAt">Unix seconds, as the link says.</param>
    /// <returns>The payment with its order; <see cref="ChatError.LinkInvalid"/> for a link that is not ours, has expired, or whose payment is gone.</returns>
    public async Task<PaymentAnswer> OpenAsync(PaymentId id, long expiresAt, string signature, CancellationToken cancel)
    {
        if (!signer.VerifyPage(id, expiresAt, signature) || await payments.FindAsync(id, cancel) is not { Gateway: SandboxGateway.TheName } payment)
            return PaymentAnswer.Refused(ChatError.LinkInvalid);
        return await orders.FindAsync(payment.TenantId, payment.OrderId, cancel) is { } order
            ? new PaymentAnswer(order, payment, [], null)
            : PaymentAnswer.Refused(ChatError.LinkInvalid);
    }

    /// <summary>The signed fields of the form behind a button.</summary>
    public IEnumerable<(string Name, string Value)> FormOf(Payment payment, SandboxOutcome outcome)
    {
        var click = new SandboxClick(payment.Id, outcome, payment.Amount, payment.Currency, payment.ExpiresAt / 1000);
        return [.. click.Fields, ("signature", signer.SignClick(click))];
    }
}
