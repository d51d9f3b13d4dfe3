using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>
/// A way to pay. Every call may be repeated: what was done once is not done again, since gateways know payments and refunds by our numbers.
/// Faults (unreachable, an answer that isn't signed) throw <see cref="PaymentGatewayException"/>.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Its name in requests, links and rows.</summary>
    string Name { get; }

    /// <summary>Whether it takes a currency (ISO 4217).</summary>
    bool Takes(string currency);

    /// <summary>Asks for a way to pay.</summary>
    /// <returns>The link, or the text of a QR code.</returns>
    Task<string> CreateAsync(Payment payment, Order order, CancellationToken cancel);

    /// <summary>Asks what became of a payment.</summary>
    Task<PaymentReport> QueryAsync(Payment payment, CancellationToken cancel);

    /// <summary>Closes an unpaid payment.</summary>
    /// <returns>False when it can't be closed, because it was paid meanwhile.</returns>
    Task<bool> CloseAsync(Payment payment, CancellationToken cancel);

    /// <summary>Asks that all the money go back, and how far that is.</summary>
    Task<PaymentReport> RefundAsync(Payment payment, CancellationToken cancel);

    /// <summary>Verifies a callback and reads it.</summary>
    /// <returns>
    /// The report, or null for one that tells us nothing; <see cref="ChatError.Unauthenticated"/> or <see cref="ChatError.LinkInvalid"/> for a forged or
    /// late one, <see cref="ChatError.Conflict"/> for one that was here before, <see cref="ChatError.InvalidField"/>.
    /// </returns>
    Task<Outcome<PaymentReport?>> ReadAsync(PaymentCallback callback, CancellationToken cancel);

    /// <summary>A callback was dealt with: the very same bytes need not be taken again.</summary>
    void Settled(PaymentCallback callback);
}
