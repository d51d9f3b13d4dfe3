using Parley.Primitives;

namespace Parley.Privacy;

/// <summary>The last copy that was asked for of a person's data. Times are Unix ms.</summary>
/// <param name="UserId">Whose data.</param>
/// <param name="TenantId">In which tenant.</param>
/// <param name="RequestedBy">Who asked: the person, or an admin.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="FileId">Where it is; null while it is not ready.</param>
/// <param name="ReadyAt">When it was.</param>
public sealed record DataExport(UserId UserId, TenantId TenantId, UserId RequestedBy, long RequestedAt, FileId? FileId = null, long? ReadyAt = null);
