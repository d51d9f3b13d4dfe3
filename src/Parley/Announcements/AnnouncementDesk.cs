using Parley.Accounts;
using Parley.Audit;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Announcements;

/// <summary>Takes announcements from those who may make them: an admin to its tenant, an operator to anybody.</summary>
public sealed class AnnouncementDesk(
    IAnnouncementStore store, ITenantStore tenants, AnnouncementBoard board, AuditTrail audit, IdGenerator ids, TimeProvider clock)
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 100;

    /// <summary>The longest text, in characters.</summary>
    public const int LongestContent = 2_000;

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>Says something at once, or has it said later.</summary>
    /// <returns>
    /// The announcement; <see cref="ChatError.Forbidden"/>, also for an admin's to another tenant or to a role above its own; <see cref="ChatError.InvalidField"/>
    /// naming a field, <c>tenantId</c> for a tenant that there is not.
    /// </returns>
    public async Task<Outcome<Announcement>> MakeAsync(Account admin, AnnouncementDraft draft, CancellationToken cancel)
    {
        var now = clock.NowMs();
        if (admin.Role < Role.Admin || draft.Role > admin.Role || (admin.Role != Role.Operator && !draft.TenantId.IsNone && draft.TenantId != admin.TenantId))
            return ChatError.Forbidden;
        if (Judge(draft, now) is { } refusal)
            return refusal;
        if (admin.Role == Role.Operator && !draft.TenantId.IsNone && await tenants.FindAsync(draft.TenantId, cancel) is null)
            return FieldRules.Invalid("tenantId");
        var isNow = draft.At is not { } at || at <= now;
        var announcement = new Announcement
        {
            Id = new AnnouncementId(ids.Next()),
            TenantId = admin.Role == Role.Operator ? draft.TenantId : admin.TenantId,
            Role = draft.Role,
            Title = draft.Title!.Trim(),
            Content = draft.Content!.Trim(),
            CreatedBy = admin.Id,
            CreatedAt = now,
            DueAt = isNow ? now : draft.At!.Value,
            NoticeId = isNow ? new NotificationId(ids.Next()) : default,
            PublishedAt = isNow ? now : null,
        };
        await store.AddAsync(announcement, cancel);
        audit.Record(AuditAction.Announced, admin, announcement.Id.Value);
        if (isNow)
            await board.LookAsync(cancel);
        return announcement;
    }

    /// <summary>A page, newest first; for an operator of all tenants.</summary>
    public Task<IReadOnlyList<Announcement>> ListAsync(Account admin, AnnouncementId before, int limit, CancellationToken cancel) =>
        store.ListAsync(ScopeOf(admin), before, limit, cancel);

    /// <summary>Takes back what was not said yet.</summary>
    /// <returns><see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> for what was said.</returns>
    public async Task<Outcome<Unit>> CancelAsync(Account admin, AnnouncementId id, CancellationToken cancel)
    {
        var cancelled = await store.CancelAsync(ScopeOf(admin), id, cancel);
        if (cancelled.IsOk)
            audit.Record(AuditAction.AnnouncementCancelled, admin, id.Value);
        return cancelled;
    }

    private static TenantId ScopeOf(Account admin) => admin.Role == Role.Operator ? default : admin.TenantId;

    private static Refusal? Judge(AnnouncementDraft draft, long now)
    {
        if (string.IsNullOrWhiteSpace(draft.Title) || draft.Title.Trim().Length > LongestTitle || !FieldRules.IsKeepable(draft.Title) || draft.Title.Trim().Any(char.IsControl))
            return FieldRules.Invalid("title", LongestTitle);
        if (string.IsNullOrWhiteSpace(draft.Content) || draft.Content.Trim().Length > LongestContent || !FieldRules.IsKeepable(draft.Content))
            return FieldRules.Invalid("content", LongestContent);
        return draft.At > now + (long)Farthest.TotalMilliseconds ? FieldRules.Invalid("at") : null;
    }
}
