using Microsoft.Extensions.Hosting;
using Parley.Delivery;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Identity;

/// <summary>Closes the connections of a tenant that was suspended.</summary>
internal sealed class TenantWatch(SuspendedTenants suspended, ConnectionRegistry registry) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        suspended.Suspended += OnSuspended;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        suspended.Suspended -= OnSuspended;
        return Task.CompletedTask;
    }

    private void OnSuspended(TenantId tenant)
    {
        foreach (var connection in registry.All.Where(connection => connection.Account.TenantId == tenant))
            connection.Close(CloseReason.Banned);
    }
}
