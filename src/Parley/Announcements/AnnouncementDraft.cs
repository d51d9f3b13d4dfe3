using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Announcements;

/// <summary>What somebody wants said.</summary>
/// <param name="Title">1 to 100 characters in one line.</param>
/// <param name="Content">1 to 2,000 characters.</param>
/// <param name="TenantId">For whose people; only operators may name one, or none for everybody's.</param>
/// <param name="Role">Only for people of this role; null: of any.</param>
/// <param name="At">Unix ms before which it is not said; null: at once.</param>
public sealed record AnnouncementDraft(string? Title, string? Content, TenantId TenantId, Role? Role, long? At);
