using Parley.Configuration;
using Parley.Dialects.Market.Payments;
using Parley.Integrations.Payments.WeChat;
using Parley.Jobs;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Payments.Sandbox;

namespace Parley.Host;

/// <summary>The ways to pay, put together over an opened installation.</summary>
internal sealed class PaymentGraph
{
    private readonly PaymentOptions _options;
    private readonly IReadOnlyList<IPaymentGateway> _gateways;
    private readonly string _preferred;
    private readonly SandboxSigner? _sandbox;
    private readonly IPaymentStore _store;

    public PaymentGraph(Installation installation, ILoggerFactory logs)
    {
        _options = PaymentOptions.Read(installation.Host.All);
        _store = installation.Stores.Payments;
        List<IPaymentGateway> gateways = [];
        var notifyUrl = _options.PublicUrl.Length == 0 ? "" : _options.PublicUrl + "/api/v1/payments/callback/wechat";
        if (WeChatPayOptions.Read(installation.Host.All, notifyUrl) is { } weChat)
            gateways.Add(new WeChatGateway(weChat, installation.Clock));
        if (_options.Sandbox ?? gateways.Count == 0)
            gateways.Add(new SandboxGateway(_sandbox = new SandboxSigner(installation.PaymentSandboxKey, installation.Clock)));
        if (gateways.Count == 0)
            throw new SettingException("Payments:Sandbox", "true while no other gateway is configured", "false");
        if (_options.Gateway is { } preferred && gateways.TrueForAll(gateway => gateway.Name != preferred))
            throw new SettingException("Payments:Gateway", $"one of {string.Join(", ", gateways.Select(gateway => gateway.Name))}", preferred);
        if (gateways.Count > 1 && _sandbox is not null)
            logs.CreateLogger<PaymentGraph>().LogWarning("The payment sandbox is on beside a real gateway (Payments:Sandbox): whoever has its link pays with a click");
        (_gateways, _preferred) = (gateways, _options.Gateway ?? gateways[0].Name);
    }

    /// <summary>Registers what the routes and the jobs ask for.</summary>
    public void AddTo(IServiceCollection services)
    {
        services
            .AddSingleton(_options)
            .AddSingleton(_ => new PaymentGateways(_gateways, _preferred)) // ended by the container, with their connections
            .AddSingleton(_store)
            .AddSingleton<PaymentEvents>()
            .AddSingleton<Payments>()
            .AddSingleton<PaymentCallbacks>()
            .AddSingleton<PaymentSaga>()
            .AddSingleton<IJobHandler, PaymentJobs>()
            .AddPayments();
        if (_sandbox is not null)
            services.AddSingleton(_sandbox).AddSingleton<SandboxPages>();
    }
}
