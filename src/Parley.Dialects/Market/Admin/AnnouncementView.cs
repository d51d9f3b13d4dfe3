using Parley.Announcements;
using Parley.Dialects.Identity;

namespace Parley.Dialects.Market.Admin;

/// <summary>An announcement as those see it who make them.</summary>
internal sealed record AnnouncementView(
    long Id, string Title, string Content, string Audience, long? TenantId, DateTime At, DateTime? PublishedAt, long CreatedBy, DateTime CreatedAt)
{
    public static AnnouncementView Of(Announcement announcement) => new(
        announcement.Id.Value,
        announcement.Title,
        announcement.Content,
        announcement.Role is { } role ? RoleNames.Of(role) : "all",
        announcement.TenantId.IsNone ? null : announcement.TenantId.Value,
        WireTime.Of(announcement.DueAt),
        announcement.PublishedAt is { } at ? WireTime.Of(at) : null,
        announcement.CreatedBy.Value,
        WireTime.Of(announcement.CreatedAt));
}
