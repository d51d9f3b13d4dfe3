namespace Parley.Configuration;

/// <summary>A setting that operators may change while the server runs.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Chinese">The same in Chinese.</param>
public sealed record ChangeableSetting(string Name, string Description, string Chinese);
