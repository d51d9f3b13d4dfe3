using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Storage.Tests.Marketplace;

/// <summary>A gateway that a test can take down, and whose books it can write. The real ones have their own tests over HTTP.</summary>
internal sealed class FakeGateway(string name = "fake") : IPaymentGateway
{
    private readonly Lock _lock = new();

    public string Name => name;

    /// <summary>Calls that fail, by name.</summary>
    public HashSet<string> Down { get; } = [];

    /// <summary>What happens while the gateway is asked for a link.</summary>
    public Func<Payment, Task>? WhileCreating { get; set; }

    /// <summary>What it says of payments; unpaid when nothing is said.</summary>
    public Dictionary<PaymentId, PaymentFact> Books { get; } = [];

    public PaymentFact RefundAnswer { get; set; } = PaymentFact.Refunded;

    /// <summary>Refund numbers in the order in which they were asked for.</summary>
    public List<string> Refunds { get; } = [];

    public List<PaymentId> Closed { get; } = [];

    public int Created { get; private set; }

    public static PaymentReport Paid(Payment payment, string? transaction = null) => new(payment.Id, PaymentFact.Paid)
    {
        TransactionId = transaction ?? $"T{payment.Id}",
        Amount = payment.Amount,
        Currency = payment.Currency,
    };

    public bool Takes(string currency) => currency == "CNY";

    public async Task<string> CreateAsync(Payment payment, Order order, CancellationToken cancel)
    {
        if (WhileCreating is { } meanwhile)
            await meanwhile(payment);
        Fail("create");
        lock (_lock)
            Created++;
        return $"https://pay.example/{payment.Id}";
    }

    public Task<PaymentReport> QueryAsync(Payment payment, CancellationToken cancel)
    {
        Fail("query");
        var fact = Books.GetValueOrDefault(payment.Id, PaymentFact.Unpaid);
        return Task.FromResult(fact == PaymentFact.Paid ? Paid(payment) : new PaymentReport(payment.Id, fact));
    }

    public Task<bool> CloseAsync(Payment payment, CancellationToken cancel)
    {
        Fail("close");
        if (Books.GetValueOrDefault(payment.Id) == PaymentFact.Paid)
            return Task.FromResult(false);
        Closed.Add(payment.Id);
        return Task.FromResult(true);
    }

    public Task<PaymentReport> RefundAsync(Payment payment, CancellationToken cancel)
    {
        Refunds.Add(payment.RefundNumber);
        Fail("refund");
        return Task.FromResult(new PaymentReport(payment.Id, RefundAnswer) { Amount = payment.Amount, RefundNumber = payment.RefundNumber });
    }

    public Task<Outcome<PaymentReport?>> ReadAsync(PaymentCallback callback, CancellationToken cancel) => throw new NotSupportedException();

    public void Settled(PaymentCallback callback)
    {
    }

    private void Fail(string call)
    {
        if (Down.Contains(call))
            throw new PaymentGatewayException($"{call}: down");
    }
}
