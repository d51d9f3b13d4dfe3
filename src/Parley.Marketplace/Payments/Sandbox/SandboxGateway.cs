using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments.Sandbox;

/// <summary>
/// A gateway without money: a page that this server shows, on which whoever has the link pays with a click. It keeps no books of its own, so it knows of a
/// payment only what a click told.
/// </summary>
public sealed class SandboxGateway(SandboxSigner signer) : IPaymentGateway
{
    /// <summary>Its name.</summary>
    public const string TheName = "sandbox";

    /// <summary>Where its pages are.</summary>
    public const string PagePath = "/pay/sandbox/";

    /// <inheritdoc/>
    public string Name => TheName;

    /// <inheritdoc/>
    public bool Takes(string currency) => true;

    /// <inheritdoc/>
    public Task<string> CreateAsync(Payment payment, Order order, CancellationToken cancel)
    {
        var expires = payment.ExpiresAt / 1000;
        return Task.FromResult(
            $"{PagePath}{PublicId.ToText(EntityKind.Payment, payment.Id.Value)}?expires={expires}&signature={signer.SignPage(payment.Id, expires)}");
    }

    /// <inheritdoc/>
    public Task<PaymentReport> QueryAsync(Payment payment, CancellationToken cancel) =>
        Task.FromResult(new PaymentReport(payment.Id, PaymentFact.Unpaid));

    /// <inheritdoc/>
    public Task<bool> CloseAsync(Payment payment, CancellationToken cancel) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task<PaymentReport> RefundAsync(Payment payment, CancellationToken cancel) => Task.FromResult(
        new PaymentReport(payment.Id, PaymentFact.Refunded) { TransactionId = payment.TransactionId, Amount = payment.Amount, RefundNumber = payment.RefundNumber });

    /// <inheritdoc/>
    public Task<Outcome<PaymentReport?>> ReadAsync(PaymentCallback callback, CancellationToken cancel) => Task.FromResult(Read(callback));

    /// <summary>A click that comes again tells the same again, which changes nothing: nothing is remembered.</summary>
    public void Settled(PaymentCallback callback)
    {
    }

    private Outcome<PaymentReport?> Read(PaymentCallback callback)
    {
        if (SandboxClick.TryRead(callback.Body.Span, out var signature) is not { } click || !signer.VerifyClick(click, signature))
            return ChatError.LinkInvalid;
        return new PaymentReport(click.Payment, click.Outcome == SandboxOutcome.Paid ? PaymentFact.Paid : PaymentFact.Closed)
        {
            TransactionId = $"SB{click.Payment}",
            Amount = click.Amount,
            Currency = click.Currency,
        };
    }
}
