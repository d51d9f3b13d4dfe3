namespace Parley.Marketplace.Reviews;

/// <summary>What a customer writes.</summary>
/// <param name="Rating">1 to 5.</param>
/// <param name="Comment">Up to 1,000 Unicode scalar values.</param>
/// <param name="Photos">Addresses of pictures, up to 9.</param>
public sealed record ReviewDraft(int Rating, string? Comment = null, IReadOnlyList<string>? Photos = null);
