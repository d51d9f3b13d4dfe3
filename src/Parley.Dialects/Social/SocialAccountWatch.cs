using Microsoft.Extensions.Hosting;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Dialects.Social;

/// <summary>Ends the connections of whoever was banned or signed out, as soon as this node hears of it.</summary>
internal sealed class SocialAccountWatch(AccountDirectory accounts, ConnectionRegistry registry, TimeProvider clock) : IHostedService
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
            (connection as SocialConnection)?.AccountChanged(account, now);
    }
}
