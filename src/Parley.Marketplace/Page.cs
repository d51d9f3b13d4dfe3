namespace Parley.Marketplace;

/// <summary>A numbered page of a list.</summary>
/// <param name="Items">The page.</param>
/// <param name="Total">How many there are in all.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total)
{
    /// <summary>An empty one.</summary>
    public static Page<T> Empty { get; } = new([], 0);
}
