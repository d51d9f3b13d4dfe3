using System.Globalization;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Host.Demo;

/// <summary>The demo's people. Whoever is there already is taken as it is.</summary>
internal sealed class DemoCast(Installation installation, Profiles profiles, TenantId tenant)
{
    /// <summary>Of those who sign in themselves; the others are people of the tenant's backend.</summary>
    public const string Password = "parley-demo";

    private static readonly string[] ProviderNames =
    [
        "陈静", "王建国", "刘芳", "赵磊", "Emma Wilson", "Daniel Brown", "孙丽", "周强", "吴敏", "郑伟",
        "Sophie Martin", "Liam Chen", "冯雪", "褚杰", "卫红", "蒋涛", "Olivia Zhang", "Noah Smith", "韩梅", "杨帆",
    ];

    private static readonly string[] CustomerNames =
        ["李娜", "张伟", "何雨", "许诺", "Grace Lee", "Henry Wang", "曹颖", "彭飞", "Mia Johnson", "Jack Liu", "沈思", "陆远"];

    /// <summary>Those who offer.</summary>
    public async Task<DemoProvider[]> MakeProvidersAsync(CancellationToken cancel)
    {
        var providers = new List<DemoProvider> { new(0, await SignUpAsync("chen", ProviderNames[0], Role.Provider, cancel)) };
        for (var number = 1; number < ProviderNames.Length; number++)
            providers.Add(new DemoProvider(number, await BringAsync($"provider-{number}", ProviderNames[number], Role.Provider, cancel)));
        foreach (var one in providers)
            await DescribeAsync(one.Account, new ProfilePatch { Phone = PhoneOf(100 + one.Number) }, cancel);
        return [.. providers];
    }

    /// <summary>Those who order.</summary>
    public async Task<Account[]> MakeCustomersAsync(CancellationToken cancel)
    {
        var customers = new List<Account> { await SignUpAsync("lina", CustomerNames[0], Role.Customer, cancel) };
        for (var number = 1; number < CustomerNames.Length; number++)
            customers.Add(await BringAsync($"customer-{number}", CustomerNames[number], Role.Customer, cancel));
        for (var number = 0; number < customers.Count; number++)
        {
            var home = DemoDistrict.Cities[number % 2][number / 2 % DemoDistrict.Cities[0].Length].Middle;
            await DescribeAsync(customers[number], new ProfilePatch { Phone = PhoneOf(number), Location = (home.Latitude, home.Longitude) }, cancel);
        }

        return [.. customers];
    }

    /// <summary>Who runs the tenant.</summary>
    public Task<Account> MakeAdminAsync(CancellationToken cancel) => SignUpAsync("admin", "店长", Role.Admin, cancel);

    /// <summary>One of the three who sign in, or null.</summary>
    public async Task<Account?> FindAsync(string username, CancellationToken cancel) =>
        (await installation.Stores.Accounts.FindByUsernameAsync(tenant, Usernames.Fold(username), cancel))?.Account;

    // Numbers that nobody has.
    private static string PhoneOf(int number) => string.Create(CultureInfo.InvariantCulture, $"19900000{number:000}");

    // So that what is near is there at once and not asked for, and help has whom to call.
    private async Task DescribeAsync(Account one, ProfilePatch patch, CancellationToken cancel) =>
        DemoMarket.Sound(await profiles.ChangeAsync(tenant, one.Id, patch, cancel));

    private async Task<Account> SignUpAsync(string username, string displayName, Role role, CancellationToken cancel) =>
        await FindAsync(username, cancel) ?? DemoMarket.Sound(await installation.Registration.RegisterAsync(
            tenant, new NewPerson { Username = username, DisplayName = displayName, Password = Password, Role = role }, cancel));

    private async Task<Account> BringAsync(string username, string displayName, Role role, CancellationToken cancel) =>
        await FindAsync(username, cancel) ?? DemoMarket.Sound(await installation.Registration.AddExternalAsync(
            tenant, new NewPerson { Username = username, ExternalUserId = username, DisplayName = displayName, Role = role }, cancel));
}
