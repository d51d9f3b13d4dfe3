using System.CommandLine;
using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Host.Commands;

/// <summary><c>parley admin create</c>: the only way to make an operator. Also while a server runs.</summary>
internal static class AdminCommand
{
    private static readonly Option<string> Username = new("--username") { Description = "The name to sign in with.", Required = true };
    private static readonly Option<string> Password = new("--password") { Description = "At least 8 characters, at most 72 bytes.", Required = true };
    private static readonly Option<string?> DisplayName = new("--display-name") { Description = "Shown to others (default: the user name)." };
    private static readonly Option<string?> Email = new("--email") { Description = "A mail address." };
    private static readonly Option<string?> TenantLabel = new("--tenant") { Description = "The subdomain of the tenant (default: the default tenant)." };

    private static readonly Option<string> RoleName = new("--role")
    {
        Description = "admin, agent or operator (default: operator).",
        DefaultValueFactory = _ => "operator",
    };

    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var create = new Command("create", "Make an admin, an agent or an operator.") { Username, Password, DisplayName, Email, TenantLabel, RoleName };
        create.SetAction(async (parsed, cancel) =>
        {
            if (!RoleNames.TryParse(parsed.GetValue(RoleName), out var role) || role < Role.Agent)
                throw new RefusedException("--role must be admin, agent or operator.");
            var (_, host) = CommandLine.Configure(parsed, inline);
            await using var installation = await Installation.OpenAsync(host, shared: true, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
            var tenant = await TenantAsync(installation, parsed.GetValue(TenantLabel), cancel);
            await AuditedCommand.RunAsync(installation, "parley admin create", () => MakeAsync(installation, parsed, tenant, role, cancel), cancel);
            return 0;
        });
        return new Command("admin", "Administration.") { create };
    }

    private static async Task MakeAsync(Installation installation, ParseResult parsed, TenantId tenant, Role role, CancellationToken cancel)
    {
        var account = await installation.Registration.RegisterAsync(tenant, new NewPerson
        {
            Username = parsed.GetValue(Username),
            Password = parsed.GetValue(Password),
            DisplayName = parsed.GetValue(DisplayName),
            Email = parsed.GetValue(Email),
            Role = role,
        }, cancel);
        if (!account.IsOk)
            throw new RefusedException(ErrorTexts.Of(account.Refusal, Language.English));
        installation.Audit.Record(AuditAction.AccountCreated, tenant, default, account.Value.Id.Value, $"{RoleNames.Of(role)}, command line");
        Console.WriteLine($"Made {RoleNames.Of(role)} {account.Value.Username}, id {account.Value.Id} ({PublicId.ToText(EntityKind.User, account.Value.Id.Value)}).");
    }

    private static async Task<TenantId> TenantAsync(Installation installation, string? label, CancellationToken cancel)
    {
        if (label is null)
            return Tenant.DefaultId;
        var tenant = await installation.Tenants.FindBySubdomainAsync(label, cancel);
        return tenant?.Id ?? throw new RefusedException($"There is no tenant \"{label}\".");
    }
}
