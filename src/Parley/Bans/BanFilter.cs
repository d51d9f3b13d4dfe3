using Parley.Primitives;

namespace Parley.Bans;

/// <summary>Which bans are asked for.</summary>
/// <param name="UserId">One person's; none: everybody's.</param>
/// <param name="HoldingAt">Only those that hold at this time, Unix ms; null: all.</param>
/// <param name="OnlyAppealed">Only those that somebody has said something against.</param>
public sealed record BanFilter(UserId UserId = default, long? HoldingAt = null, bool OnlyAppealed = false);
