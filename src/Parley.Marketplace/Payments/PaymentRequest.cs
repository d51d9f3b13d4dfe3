using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>A customer asks for a way to pay.</summary>
/// <param name="Id">The payment's, if one is made.</param>
/// <param name="CustomerId">Who.</param>
/// <param name="Gateway">By which gateway.</param>
/// <param name="Amount">What the customer believes to pay; null: whatever the order costs.</param>
/// <param name="At">Unix ms.</param>
/// <param name="ExpiresAt">Until when a new link is good, Unix ms.</param>
public sealed record PaymentRequest(PaymentId Id, UserId CustomerId, string Gateway, Amount? Amount, long At, long ExpiresAt);
