using Parley.Dialects.Market.Payments;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Payments.Sandbox;

namespace Parley.Host;

/// <summary>The ways to pay, put together over an opened installation.</summary>
internal sealed class PaymentGraph
{
    private readonly PaymentOptions _options;
    private readonly PaymentGateways _gateways;
    private readonly SandboxSigner? _sandbox;
    private readonly IPaymentStore _store;

    public PaymentGraph(Installation installation, ILoggerFactory logs)
    {
        _options = PaymentOptions.Read(installation.Host.All);
        _store = installation.Stores.Payments;
        List<IPaymentGateway> gateways = [];
        if (_options.Sandbox ?? gateways.Count == 0)
            gateways.Add(new SandboxGateway(_sandbox = new SandboxSigner(installation.PaymentSandboxKey, installation.Clock)));
        _gateways = new PaymentGateways(gateways, _options.Gateway ?? gateways[0].Name);
    }

    /// <summary>Registers what the routes and the jobs ask for.</summary>
    public void AddTo(IServiceCollection services)
    {
        services
            .AddSingleton(_options)
            .AddSingleton(_gateways)
            .AddSingleton(_store)
            .AddSingleton<PaymentEvents>()
            .AddSingleton<Payments>()
            .AddSingleton<PaymentCallbacks>()
            .AddSingleton<PaymentSaga>()
            .AddPayments();
        if (_sandbox is not null)
            services.AddSingleton(_sandbox).AddSingleton<SandboxPages>();
    }
}
