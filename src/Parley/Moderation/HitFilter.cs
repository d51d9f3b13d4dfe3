using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>Which hits are asked for.</summary>
/// <param name="Kind">Only of this kind; null: of any.</param>
/// <param name="UserId">Only of this person; none: of anybody.</param>
public readonly record struct HitFilter(HitKind? Kind, UserId UserId);
