namespace Parley.Secrets;

/// <summary>The keys that sign access tokens: one signs, all verify, so that a key can be replaced without ending anybody's session.</summary>
/// <param name="CurrentId">The <c>kid</c> of the one that signs.</param>
/// <param name="Keys">All, by <c>kid</c>; at least 32 bytes each (RFC 7518, 3.2).</param>
public sealed record SigningKeys(string CurrentId, IReadOnlyDictionary<string, byte[]> Keys);
