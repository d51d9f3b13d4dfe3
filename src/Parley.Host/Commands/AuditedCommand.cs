using Parley.Audit;
using Parley.Tenants;

namespace Parley.Host.Commands;

/// <summary>What an operator does on the command line, with its line in the audit trail: that it is begun is kept before it is done.</summary>
internal static class AuditedCommand
{
    /// <summary>Does it.</summary>
    /// <param name="what">The command, without what was given to it.</param>
    public static async Task RunAsync(Installation installation, string what, Func<Task> act, CancellationToken cancel)
    {
        var origin = new AuditOrigin(Address: null, RequestId: null);
        AuditOrigin.Current = origin;
        await installation.Audit.BeginAsync(origin, Tenant.DefaultId, default, what, target: null, cancel);
        var isKnown = false;
        try
        {
            await act();
            isKnown = true;
        }
        catch (RefusedException)
        {
            isKnown = true;
            throw;
        }
        finally
        {
            installation.Audit.End(origin, failed: !isKnown);
        }
    }
}
