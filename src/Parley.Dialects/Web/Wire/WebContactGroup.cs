using Parley.Contacts;

namespace Parley.Dialects.Web.Wire;

/// <summary>A contact group (document 004, 3.2.5).</summary>
internal sealed record WebContactGroup(long Id, long UserId, string Name, int SortOrder, string? Color, string CreatedAt, string UpdatedAt)
{
    public static WebContactGroup Of(ContactGroup group, WebTime time) => new(
        group.Id.Value, group.OwnerId.Value, group.Name, group.SortOrder, group.Color, time.Of(group.CreatedAt), time.Of(group.UpdatedAt));
}
