using Parley.Accounts;
using Parley.Marketplace.Matching;

namespace Parley.Marketplace.Services;

/// <summary>What a provider writes of a service; a default member is left as it is, null clears.</summary>
public sealed record ServicePatch
{
    /// <summary>Not clearable.</summary>
    public Change<string> Name { get; init; }

    /// <summary>What it is.</summary>
    public Change<string> Description { get; init; }

    /// <summary>One of the configured; not clearable.</summary>
    public Change<string> Category { get; init; }

    /// <summary>The provider's own.</summary>
    public Change<string> Subcategory { get; init; }

    /// <summary>Two decimals at most; not clearable.</summary>
    public Change<decimal?> Price { get; init; }

    /// <summary>ISO 4217; null: CNY.</summary>
    public Change<string> Currency { get; init; }

    /// <summary>Where it is; not clearable.</summary>
    public Change<GeoPoint?> Location { get; init; }

    /// <summary>The same as a person writes it.</summary>
    public Change<string> Address { get; init; }

    /// <summary>On offer or not; what is deleted is deleted by other means.</summary>
    public ServiceStatus? Status { get; init; }

    /// <summary>Addresses of pictures; null: none.</summary>
    public Change<IReadOnlyList<string>> Images { get; init; }

    /// <summary>Words; null: none.</summary>
    public Change<IReadOnlyList<string>> Tags { get; init; }
}
