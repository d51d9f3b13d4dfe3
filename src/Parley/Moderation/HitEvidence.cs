using Parley.Accounts;
using Parley.Audit;
using Parley.Files;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>Opens the picture that a check wants looked at, for an admin; each opening is a line of the trail.</summary>
public sealed class HitEvidence(IModerationStore hits, FileReading files, AuditTrail audit)
{
    /// <summary>Opens it.</summary>
    /// <returns>The file; <see cref="ChatError.Forbidden"/>; <see cref="ChatError.NotFound"/>; <see cref="ChatError.FileNotFound"/> once it is gone, or where none was kept.</returns>
    public async Task<Outcome<OpenedFile>> OpenAsync(Account admin, HitId id, CancellationToken cancel)
    {
        if (admin.Role < Role.Admin)
            return ChatError.Forbidden;
        if (await hits.FindHitAsync(admin.TenantId, id, cancel) is not { } hit)
            return ChatError.NotFound;
        if (hit.FileId.IsNone)
            return ChatError.FileNotFound;
        audit.Record(AuditAction.HitRead, admin, id.Value, $"file {hit.FileId}");
        return await files.OpenReportedAsync(admin.TenantId, hit.FileId, cancel);
    }
}
