using Microsoft.Extensions.Logging.Abstractions;
using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Marketplace;

/// <summary>A market with ways to pay.</summary>
internal sealed class Till
{
    private readonly DatabaseFixture _fixture;

    private Till(DatabaseFixture fixture, Market market, ServiceId service)
    {
        (_fixture, Market, Service) = (fixture, market, service);
        var store = fixture.Stores.Payments;
        var gateways = new PaymentGateways([Gateway, Other], "fake");
        Events.Changed += (_, payment) =>
        {
            lock (Told)
                Told.Add((payment.Id, payment.State));
        };
        Payments = new Payments(store, fixture.Stores.Orders, gateways, Events, new PaymentOptions(), fixture.Ids, fixture.Clock, NullLogger<Payments>.Instance);
        Callbacks = new PaymentCallbacks(store, gateways, Events, fixture.Clock, NullLogger<PaymentCallbacks>.Instance);
        Saga = new PaymentSaga(store, fixture.Stores.Orders, gateways, Callbacks, Events, fixture.Clock, NullLogger<PaymentSaga>.Instance);
    }

    public Market Market { get; }

    public ServiceId Service { get; }

    public FakeGateway Gateway { get; } = new();

    public FakeGateway Other { get; } = new("other");

    public PaymentEvents Events { get; } = new();

    public List<(PaymentId Id, PaymentState State)> Told { get; } = [];

    public Payments Payments { get; }

    public PaymentCallbacks Callbacks { get; }

    public PaymentSaga Saga { get; }

    public static async Task<Till> OpenAsync(DatabaseFixture fixture)
    {
        var market = await Market.OpenAsync(fixture);
        return new Till(fixture, market, (await market.OfferAsync()).Id);
    }

    public Task<Order> OrderAsync() => Market.OrderAsync(Service);

    public Task<PaymentAnswer> TryPayAsync(Order order, string? gateway = null) => Payments.PayAsync(Market.Customer, order.Id, gateway, null, default);

    public async Task<Payment> PayAsync(Order order, string? gateway = null)
    {
        var answer = await TryPayAsync(order, gateway);
        Assert.True(answer.IsOk, answer.Refusal?.ToString());
        return answer.Payment!;
    }

    public Task<PaymentAnswer> TellAsync(PaymentReport report) => Callbacks.ApplyAsync(Gateway, report, default);

    /// <summary>Money comes for a payment.</summary>
    public Task<PaymentAnswer> MoneyAsync(Payment payment) => TellAsync(FakeGateway.Paid(payment));

    /// <summary>Looks at a payment as the job does, until there is nothing due now.</summary>
    public async Task<long?> AdvanceAsync(PaymentId id)
    {
        long? due;
        do
            due = await Saga.AdvanceAsync(id, default);
        while (due <= _fixture.Clock.NowMs);
        return due;
    }

    /// <summary>Time passes until the payment is due, then it is looked at.</summary>
    public async Task WaitAsync(PaymentId id)
    {
        var payment = await ReadAsync(id);
        _fixture.Clock.Advance(TimeSpan.FromMilliseconds(Math.Max(0, payment.DueAt!.Value - _fixture.Clock.NowMs)));
        await AdvanceAsync(id);
    }

    public async Task<Payment> ReadAsync(PaymentId id) => (await _fixture.Stores.Payments.FindAsync(id, default))!;

    public async Task<Order> ReadAsync(OrderId id) => (await _fixture.Stores.Orders.FindAsync(Market.Tenant, id, default))!;

    public async Task CancelAsync(Order order)
    {
        if ((await Market.MoveAsync(Market.Customer, order.Id, OrderAction.Cancel)).Order!.Status != OrderStatus.Cancelled)
            await Market.MoveAsync(Market.Provider, order.Id, OrderAction.Cancel);
    }

    /// <summary>The states of an order's money, in words that a failed test shows.</summary>
    public async Task<(PaymentStatus Order, PaymentState Payment)> StatesAsync(Payment payment) =>
        ((await ReadAsync(payment.OrderId)).Payment, (await ReadAsync(payment.Id)).State);
}
