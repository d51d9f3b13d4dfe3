using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>An entry of the list.</summary>
/// <param name="TenantId">Whose; none for all tenants.</param>
/// <param name="Text">As the operator wrote it, 1 to 64 characters.</param>
/// <param name="Action">What becomes of a message with it.</param>
/// <param name="CreatedAt">Unix ms of its last change.</param>
public sealed record SensitiveWord(TenantId TenantId, string Text, WordAction Action, long CreatedAt);
