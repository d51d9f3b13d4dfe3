using System.Text;
using Parley.Accounts;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Payments.Sandbox;
using Parley.Primitives;

namespace Parley.Host.Demo;

/// <summary>Pays the demo's orders as a person does on the sandbox's page. Where there is no sandbox they stay unpaid.</summary>
internal sealed class DemoCashier(IServiceProvider services)
{
    private readonly Payments _payments = services.GetRequiredService<Payments>();
    private readonly PaymentCallbacks _callbacks = services.GetRequiredService<PaymentCallbacks>();
    private readonly SandboxPages? _pages = services.GetService<SandboxPages>();

    /// <summary>Pays.</summary>
    public async Task PayAsync(Account customer, OrderId order, CancellationToken cancel)
    {
        if (_pages is null)
            return;
        var asked = await _payments.PayAsync(customer, order, SandboxGateway.TheName, amount: null, cancel);
        if (!asked.IsOk)
            throw new InvalidOperationException($"The demo could not pay: {asked.Refusal!.Error} {asked.Refusal.Field}.");
        var form = string.Join('&', _pages.FormOf(asked.Payment!, SandboxOutcome.Paid).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        var paid = await _callbacks.TakeAsync(SandboxGateway.TheName, new PaymentCallback(_ => null, Encoding.UTF8.GetBytes(form)), cancel);
        if (!paid.IsOk)
            throw new InvalidOperationException($"The demo's payment was not taken: {paid.Refusal!.Error} {paid.Refusal.Field}.");
    }
}
