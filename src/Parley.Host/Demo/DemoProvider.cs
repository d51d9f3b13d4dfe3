using Parley.Accounts;
using Parley.Marketplace.Services;

namespace Parley.Host.Demo;

/// <summary>Somebody in the demo who offers services.</summary>
/// <param name="Number">From 0; even ones work in Beijing, odd ones in Shanghai.</param>
/// <param name="Account">Who.</param>
internal sealed record DemoProvider(int Number, Account Account)
{
    /// <summary>Shown name.</summary>
    public string DisplayName => Account.DisplayName;

    /// <summary>Whether it writes English.</summary>
    public bool IsEnglish => WritesEnglish(Number);

    /// <summary>Where it works.</summary>
    public DemoDistrict District => DemoDistrict.Cities[Number % 2][Number / 2 % DemoDistrict.Cities[0].Length];

    /// <summary>What it offers, once that is there.</summary>
    public IReadOnlyList<ServiceListing> Services { get; init; } = [];

    /// <summary>A third of them do, in both cities.</summary>
    public static bool WritesEnglish(int number) => number / 2 % 3 == 2;
}
