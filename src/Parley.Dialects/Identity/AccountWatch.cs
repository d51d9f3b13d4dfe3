using Microsoft.Extensions.Hosting;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Dialects.Identity;

/// <summary>Tells connections of changes to their accounts as soon as this node hears of them: who was banned or signed out is closed.</summary>
internal sealed class AccountWatch(AccountDirectory accounts, ConnectionRegistry registry, TimeProvider clock) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        accounts.Changed += OnChanged;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        accounts.Changed -= OnChanged;
        return Task.CompletedTask;
    }

    private void OnChanged(Account account)
    {
        var now = clock.NowMs();
        foreach (var connection in registry.Of(account.Id))
            connection.AccountChanged(account, now);
    }
}
