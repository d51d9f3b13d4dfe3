using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Integrations.Payments.WeChat;
using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Host.Tests.Payments;

/// <summary>A server that takes WeChat Pay, a vendor on loopback, a customer and a provider.</summary>
internal sealed class WeChatShop : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceListing _service;
    private readonly Account _customer;
    private readonly Account _provider;
    private readonly Orders _orders;

    private WeChatShop(string folder, RunningServer server, WeChatVendor vendor, string token, Account customer, Account provider, ServiceListing service)
    {
        (_folder, Server, Vendor, Token, _customer, _provider, _service) = (folder, server, vendor, token, customer, provider, service);
        var installation = server.Installation;
        _orders = new Orders(installation.Stores.Orders, installation.Stores.Services, installation.Ids, installation.Clock);
        Gateway = new WeChatGateway(WeChatPayOptions.Read(installation.Host.All, "https://shop.example/api/v1/payments/callback/wechat")!, installation.Clock);
        var (gateways, events) = (new PaymentGateways([Gateway], Gateway.Name), new PaymentEvents());
        var callbacks = new PaymentCallbacks(installation.Stores.Payments, gateways, events, installation.Clock, NullLogger<PaymentCallbacks>.Instance);
        Saga = new PaymentSaga(
            installation.Stores.Payments, installation.Stores.Orders, gateways, callbacks, events, installation.Clock, NullLogger<PaymentSaga>.Instance);
    }

    public RunningServer Server { get; }

    public WeChatVendor Vendor { get; }

    public string Token { get; }

    public WeChatGateway Gateway { get; }

    public PaymentSaga Saga { get; }

    public static async Task<WeChatShop> OpenAsync(bool publicKey = false)
    {
        var folder = Directory.CreateTempSubdirectory("parley-wechat-").FullName;
        var vendor = await WeChatVendor.StartAsync(TimeProvider.System, folder);
        if (publicKey)
            vendor.Serial = "PUB_KEY_ID_0119";
        var server = await RunningServer.StartAsync(null, vendor.Settings(publicKey));
        var (customer, token) = await SignUpAsync(server, "customer");
        var (provider, _) = await SignUpAsync(server, "provider");
        var catalog = new ServiceCatalog(server.Installation.Stores.Services, server.Installation.Directory, new MarketplaceOptions(), server.Installation.Ids, server.Installation.Clock);
        var service = (await catalog.AddAsync(
            provider, new ServicePatch { Name = new string('洗', 100), Category = "家政", Price = 128.5m, Location = new GeoPoint(31.2, 121.5) }, default)).Value!;
        return new WeChatShop(folder, server, vendor, token, customer, provider, service);
    }

    public async Task<Order> OrderAsync() => (await _orders.CreateAsync(_customer, new OrderDraft { ServiceId = _service.Id }, default)).Value!;

    public async Task CancelAsync(Order order) =>
        Assert.True((await _orders.MoveAsync(_customer, order.Id, new OrderRequest { Action = OrderAction.Cancel }, default)).IsOk);

    public Task<Answer> TryPayAsync(Order order) => Server.PostAsync($"/api/v1/orders/{order.Id}/pay", new { gateway = "wechat" }, Token);

    /// <summary>Asks for a way to pay; the payment's number at the vendor.</summary>
    public async Task<string> PayAsync(Order order)
    {
        var answer = await TryPayAsync(order);
        Assert.True(answer.Status == 200, $"{answer.Text} {string.Join('|', Vendor.Requests)} unsigned: {string.Join('|', Vendor.Unsigned)}");
        Assert.True(PublicId.TryParse(answer.Data.Text("paymentId"), EntityKind.Payment, out var id));
        Assert.Equal($"weixin://wxpay/bizpayurl?pr={id}", answer.Data.Text("payUrl"));
        return $"{id}";
    }

    public Task<Answer> TellAsync((string Body, (string Name, string Value)[] Headers) callback) =>
        Server.PostAsync("/api/v1/payments/callback/wechat", callback.Body, null, callback.Headers);

    /// <summary>The customer pays at the vendor, which tells of it.</summary>
    public Task<Answer> MoneyAsync(string trade, TimeSpan late = default)
    {
        Vendor.Trades[trade]["trade_state"] = "SUCCESS";
        return TellAsync(Vendor.Callback("TRANSACTION.SUCCESS", Vendor.Transaction(trade), late));
    }

    /// <summary>As the customer sees it.</summary>
    public async Task<(string Payment, string Order)> StatusAsync(string trade)
    {
        var data = (await Server.GetAsync($"/api/v1/payments/{trade}", Token)).Data;
        return (data.Text("status"), data.Text("paymentStatus"));
    }

    public Task<long?> AdvanceAsync(string trade) => Saga.AdvanceAsync(new PaymentId(long.Parse(trade, System.Globalization.CultureInfo.InvariantCulture)), default);

    /// <summary>Lets time pass, and the server's lease of ids come after it.</summary>
    public async Task ShiftAsync(TimeSpan time)
    {
        Server.Clock.Shift(time);
        for (var isReady = false; !isReady; await Task.Yield())
        {
            try
            {
                Server.Installation.Ids.Next();
                isReady = true;
            }
            catch (IdsExhaustedException)
            {
                await Task.Delay(20);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await Server.DisposeAsync();
        await Vendor.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(Account Account, string Token)> SignUpAsync(RunningServer server, string role)
    {
        var answer = await server.PostAsync("/api/v1/auth/register", new { username = role, password = "long enough", userType = role });
        var id = new UserId(answer.Data.GetProperty("user").GetProperty("numericId").GetInt64());
        return ((await server.Installation.Directory.FindAsync(id, default))!, answer.Data.Text("accessToken"));
    }
}
