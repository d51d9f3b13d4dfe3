using System.Data.Common;
using Parley.Contacts;
using Parley.Primitives;

namespace Parley.Storage.Contacts;

/// <summary>How contacts and their groups are read.</summary>
internal static class ContactRows
{
    /// <summary>In the order that <see cref="Read"/> expects, of the table's alias <c>c</c>.</summary>
    public const string Columns =
        "c.id, c.user_id, c.contact_user_id, c.name, c.phone, c.email, c.id_card, c.avatar, c.description, c.group_id, c.is_pinned, c.created_at, c.updated_at";

    /// <summary>How many those are.</summary>
    public const int Count = 13;

    /// <summary>In the order that <see cref="ReadGroup"/> expects.</summary>
    public const string GroupColumns = "id, user_id, name, sort_order, color, created_at, updated_at";

    public static StoredContact Read(DbDataReader row) => new(
        new Contact
        {
            Id = new ContactId(row.GetInt64(0)),
            OwnerId = new UserId(row.GetInt64(1)),
            PersonId = new UserId(row.LongOrNull(2) ?? 0),
            Name = row.GetString(3),
            Avatar = row.TextOrNull(7),
            Description = row.TextOrNull(8),
            GroupId = new ContactGroupId(row.LongOrNull(9) ?? 0),
            IsPinned = row.GetBoolean(10),
            CreatedAt = row.GetInt64(11),
            UpdatedAt = row.GetInt64(12),
        },
        Phone: row.BytesOrNull(4),
        Email: row.BytesOrNull(5),
        IdCard: row.BytesOrNull(6));

    public static ContactGroup ReadGroup(DbDataReader row) => new()
    {
        Id = new ContactGroupId(row.GetInt64(0)),
        OwnerId = new UserId(row.GetInt64(1)),
        Name = row.GetString(2),
        SortOrder = row.GetInt32(3),
        Color = row.TextOrNull(4),
        CreatedAt = row.GetInt64(5),
        UpdatedAt = row.GetInt64(6),
    };
}
