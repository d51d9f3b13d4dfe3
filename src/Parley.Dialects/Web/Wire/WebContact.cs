using Parley.Contacts;

namespace Parley.Dialects.Web.Wire;

/// <summary>A contact (document 004, 3.2.1). Phone and mail are whole, since the address book is one's own; of the identity card only the ends are shown.</summary>
internal sealed record WebContact
{
    public required long Id { get; init; }

    public required long UserId { get; init; }

    public required long? ContactUserId { get; init; }

    public required string Name { get; init; }

    public required string? Phone { get; init; }

    public required string? Email { get; init; }

    public required string? IdCard { get; init; }

    public required string? Avatar { get; init; }

    public required string? Description { get; init; }

    public required bool IsSystemUser { get; init; }

    public required long? GroupId { get; init; }

    public required bool IsOnline { get; init; }

    public required string? LastOnlineTime { get; init; }

    public required bool IsPinned { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static WebContact Of(ContactLine line, PresenceShown presence, WebTime time)
    {
        var contact = line.Contact;
        var (isOnline, lastOnline) = presence.Of(contact.PersonId, line.IsVisible, line.LastSeenAt);
        return new WebContact
        {
            Id = contact.Id.Value,
            UserId = contact.OwnerId.Value,
            ContactUserId = contact.PersonId.IsNone ? null : contact.PersonId.Value,
            Name = contact.Name,
            Phone = contact.Phone,
            Email = contact.Email,
            IdCard = contact.IdCard is { } card ? IdCards.Mask(card) : null,
            Avatar = contact.Avatar,
            Description = contact.Description,
            IsSystemUser = !contact.PersonId.IsNone,
            GroupId = contact.GroupId.IsNone ? null : contact.GroupId.Value,
            IsOnline = isOnline,
            LastOnlineTime = lastOnline,
            IsPinned = contact.IsPinned,
            CreatedAt = time.Of(contact.CreatedAt),
            UpdatedAt = time.Of(contact.UpdatedAt),
        };
    }
}
