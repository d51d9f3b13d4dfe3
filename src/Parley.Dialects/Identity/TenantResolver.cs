using System.Net;
using Microsoft.AspNetCore.Http;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Identity;

/// <summary>The tenant that somebody who signs up or in belongs to: the host's subdomain, else the header <c>X-Tenant</c>, else the default one.</summary>
public sealed class TenantResolver(TenantDirectory tenants, TenantOptions options)
{
    /// <summary>The header: a subdomain's label or a tenant's id.</summary>
    public const string Header = "X-Tenant";

    /// <summary>Resolves a request's tenant.</summary>
    /// <returns>The tenant; <see cref="ChatError.InvalidField"/> for a header that names none; <see cref="ChatError.TenantSuspended"/>.</returns>
    public async ValueTask<Outcome<TenantId>> ResolveAsync(HttpContext context)
    {
        var cancel = context.RequestAborted;
        var tenant = LabelOf(context.Request.Host.Host) is { } label ? await tenants.FindBySubdomainAsync(label, cancel) : null;
        if (tenant is null && context.Request.Headers[Header].ToString() is { Length: > 0 } named)
        {
            tenant = await FindNamedAsync(named, cancel);
            if (tenant is null)
                return new Refusal(ChatError.InvalidField, Header);
        }

        if (tenant is null)
            return Tenant.DefaultId;
        return tenant.IsActive ? tenant.Id : ChatError.TenantSuspended;
    }

    private async ValueTask<Tenant?> FindNamedAsync(string named, CancellationToken cancel)
    {
        if (await tenants.FindBySubdomainAsync(named, cancel) is { } bySubdomain)
            return bySubdomain;

        // The default tenant's id is 1: no entity id, so it has no UUID of its own kind to be told from.
        return PublicId.TryParse(named, EntityKind.Tenant, out var id) ? await tenants.FindAsync(new TenantId(id), cancel) : null;
    }

    private string? LabelOf(string host)
    {
        if (IPAddress.TryParse(host, out _))
            return null;
        if (options.BaseDomain is { } domain)
        {
            return host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase) && host[..^(domain.Length + 1)] is var label && !label.Contains('.')
                ? label
                : null;
        }

        var labels = host.Split('.');
        return labels.Length >= 3 || (labels.Length == 2 && labels[1].Equals("localhost", StringComparison.OrdinalIgnoreCase)) ? labels[0] : null;
    }
}
