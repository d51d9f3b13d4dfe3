using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary>Whose things somebody sees under <c>/api/admin</c>: an admin its own tenant's, an operator all or those of <c>?tenantId=</c>.</summary>
internal static class AdminTenants
{
    /// <summary>Whether what belongs to a tenant is this admin's or operator's to look after.</summary>
    public static bool LooksAfter(this Account account, TenantId tenant) => account.Role == Role.Operator || account.TenantId == tenant;

    /// <summary>The tenant whose things are asked for, none for all; or null and what is wrong.</summary>
    public static TenantId? Read(HttpContext http, out IResult? refusal)
    {
        refusal = null;
        var account = http.Caller().Account;
        var word = http.Request.Query["tenantId"].ToString();
        if (word.Length == 0)
            return account.Role == Role.Operator ? default(TenantId) : account.TenantId;
        var tenant = new TenantId(WireId.Parse(word).Of(EntityKind.Tenant));
        if (tenant.IsNone)
            refusal = FieldRules.Invalid("tenantId").ToResult();
        else if (!account.LooksAfter(tenant))
            refusal = ((Refusal)ChatError.Forbidden).ToResult();
        else
            return tenant;
        return null;
    }
}
