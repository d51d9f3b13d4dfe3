using Parley.Marketplace.Orders;

namespace Parley.Marketplace.Payments;

/// <summary>Tells of payments that changed, after the commit.</summary>
public sealed class PaymentEvents
{
    /// <summary>Raised for each payment that a step changed, with its order after it. Handlers must be quick and throw nothing.</summary>
    public event Action<Order, Payment>? Changed;

    internal void Publish(PaymentAnswer answer)
    {
        if (answer.Order is not { } order)
            return;
        foreach (var payment in answer.Changed)
            Changed?.Invoke(order, payment);
    }
}
