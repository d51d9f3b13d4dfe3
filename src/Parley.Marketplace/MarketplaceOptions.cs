using Parley.Configuration;

namespace Parley.Marketplace;

/// <summary>Settings of the marketplace (section <c>Marketplace</c>).</summary>
public sealed record MarketplaceOptions
{
    /// <summary>Which categories a service may be in. Default: those of document 001.</summary>
    public IReadOnlyList<string> Categories { get; init; } = ["家政", "维修", "配送", "教育", "医疗", "美容", "其他"];

    /// <summary>How far <c>nearby</c> looks when it isn't told, in km. Default 10; 1 to 200.</summary>
    public double DefaultRadiusKm { get; init; } = 10;

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static MarketplaceOptions Read(Settings settings)
    {
        var defaults = new MarketplaceOptions();
        var categories = settings.List("Marketplace:Categories");
        return new MarketplaceOptions
        {
            Categories = categories.Count > 0 ? categories : defaults.Categories,
            DefaultRadiusKm = settings.Integer("Marketplace:DefaultRadiusKm", 10, 1, 200),
        };
    }
}
