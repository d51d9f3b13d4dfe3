using Parley.Accounts;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Host;

/// <summary>Alice and Bob, who are friends, and Carol, who knows neither: for a first look. Making them again changes nothing.</summary>
internal static class DemoPeople
{
    private const string Password = "parley-demo";

    public static async Task MakeAndPrintAsync(Installation installation, TextWriter output, CancellationToken cancel)
    {
        var alice = await MakeAsync(installation, "alice", "Alice", Role.Customer, cancel);
        var bob = await MakeAsync(installation, "bob", "Bob", Role.Provider, cancel);
        var carol = await MakeAsync(installation, "carol", "Carol", Role.Customer, cancel);
        await Befriending.BefriendAsync(installation, alice, bob, cancel);

        await output.WriteLineAsync($"Demo people (password {Password}):");
        foreach (var account in (Account[])[alice, bob, carol])
        {
            await output.WriteLineAsync(
                $"  {account.Username}  id={PublicId.ToText(EntityKind.User, account.Id.Value)}  token={installation.Tokens.Issue(account, default)}");
        }

        await output.FlushAsync(cancel);
    }

    private static async Task<Account> MakeAsync(Installation installation, string name, string displayName, Role role, CancellationToken cancel)
    {
        if (await installation.Stores.Accounts.FindByUsernameAsync(Tenant.DefaultId, Usernames.Fold(name), cancel) is { } known)
            return known.Account;
        var person = new NewPerson { Username = name, DisplayName = displayName, Password = Password, Role = role };
        var made = await installation.Registration.RegisterAsync(Tenant.DefaultId, person, cancel);
        return made.IsOk ? made.Value : throw new InvalidOperationException($"{name} could not be made: {made.Refusal.Error}.");
    }
}
