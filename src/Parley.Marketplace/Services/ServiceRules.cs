using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace.Services;

/// <summary>What the fields of a service may hold.</summary>
internal static class ServiceRules
{
    private const int LongestName = 255;
    private const int LongestDescription = 4_000;
    private const int LongestSubcategory = 100;
    private const int MostTags = 20;
    private const int LongestTag = 30;

    /// <summary>What a new service can't be without.</summary>
    public static Refusal? JudgeNew(ServicePatch patch, MarketplaceOptions options)
    {
        if (!patch.Name.IsSet)
            return FieldRules.Invalid("name", LongestName);
        if (!patch.Category.IsSet)
            return FieldRules.Invalid("category");
        if (!patch.Price.IsSet)
            return FieldRules.Invalid("price");
        return patch.Location.IsSet ? Judge(patch, options) : FieldRules.Invalid("location");
    }

    /// <summary>Why a patch can't be written, or null.</summary>
    public static Refusal? Judge(ServicePatch patch, MarketplaceOptions options)
    {
        if (patch.Name.IsSet && !FieldRules.IsPlainLine(patch.Name.Value, LongestName))
            return FieldRules.Invalid("name", LongestName);
        if (patch.Description is { Value: { } text } && (text.Length > LongestDescription || !FieldRules.IsKeepable(text)))
            return FieldRules.Invalid("description", LongestDescription);
        if (patch.Category.IsSet && !options.Categories.Contains(patch.Category.Value, StringComparer.Ordinal))
            return FieldRules.Invalid("category");
        if (patch.Subcategory is { Value: { } sub } && !FieldRules.IsPlainLine(sub, LongestSubcategory))
            return FieldRules.Invalid("subcategory", LongestSubcategory);
        if (patch.Price.IsSet && (patch.Price.Value is not { } price || Amount.TryFrom(price) is null))
            return FieldRules.Invalid("price");
        if (patch.Currency is { Value: { } currency } && !IsCurrency(currency))
            return FieldRules.Invalid("currency");
        return JudgePlace(patch) ?? JudgeLists(patch);
    }

    /// <summary>Three capital letters.</summary>
    public static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    private static Refusal? JudgePlace(ServicePatch patch)
    {
        if (patch.Location.IsSet && patch.Location.Value is not { IsValid: true })
            return FieldRules.Invalid("location");
        if (patch.Address is { Value: { } address } && !FieldRules.IsPlainLine(address, Place.LongestAddress))
            return FieldRules.Invalid("address", Place.LongestAddress);
        return patch.Status is not (null or ServiceStatus.Active or ServiceStatus.Inactive) ? FieldRules.Invalid("status") : null;
    }

    private static Refusal? JudgeLists(ServicePatch patch)
    {
        if (patch.Images is { Value: { } images } && (images.Count > ServiceListing.MostImages || !images.All(FieldRules.IsPictureUrl)))
            return FieldRules.Invalid("images", ServiceListing.MostImages);
        return patch.Tags is { Value: { } tags } && (tags.Count > MostTags || !tags.All(tag => FieldRules.IsPlainLine(tag, LongestTag)))
            ? FieldRules.Invalid("tags", MostTags)
            : null;
    }
}
