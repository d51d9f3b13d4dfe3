using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>What came of a step.</summary>
/// <param name="Order">The order as it is now; null when there is none to see.</param>
/// <param name="Payment">The payment as it is now.</param>
/// <param name="Changed">The payments that this step changed, one or two; empty: nothing happened.</param>
/// <param name="Refusal">Why not.</param>
public sealed record PaymentAnswer(Order? Order, Payment? Payment, IReadOnlyList<Payment> Changed, Refusal? Refusal)
{
    /// <summary>Whether it is as the caller wants it.</summary>
    public bool IsOk => Refusal is null;

    /// <summary>A refusal that shows nothing.</summary>
    public static PaymentAnswer Refused(Refusal refusal) => new(null, null, [], refusal);
}
