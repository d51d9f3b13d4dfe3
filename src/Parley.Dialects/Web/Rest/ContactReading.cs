using System.Text.Json;
using Parley.Accounts;
using Parley.Contacts;
using Parley.Dialects.Web.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Web.Rest;

/// <summary>Reads what a client writes of a contact or group: absent leaves, null clears, anything else must be of the field's type.</summary>
internal static class ContactReading
{
    public static Outcome<ContactPatch> ToPatch(this WebContactBody body)
    {
        if (!WebFields.TryId(body.ContactUserId, EntityKind.User, out var person))
            return FieldRules.Invalid("contactUserId");
        if (person.Value == 0)
            return ChatError.UserNotFound;
        if (!WebFields.TryId(body.GroupId, EntityKind.ContactGroup, out var group))
            return FieldRules.Invalid("groupId");
        if (group.Value == 0 && !IsZero(body.GroupId))
            return new Refusal(ChatError.NotFound, "groupId");
        if (!WebFields.TryText(body.Name, out var name))
            return FieldRules.Invalid("name");
        if (!WebFields.TryText(body.Phone, out var phone))
            return FieldRules.Invalid("phone");
        if (!WebFields.TryText(body.Email, out var email))
            return FieldRules.Invalid("email");
        if (!WebFields.TryText(body.IdCard, out var idCard))
            return FieldRules.Invalid("idCard");
        if (!WebFields.TryText(body.Avatar, out var avatar))
            return FieldRules.Invalid("avatar");
        if (!WebFields.TryText(body.Description, out var description))
            return FieldRules.Invalid("description");
        if (!WebFields.TryFlag(body.IsSystemUser, out var isSystemUser))
            return FieldRules.Invalid("isSystemUser");
        if (!WebFields.TryFlag(body.IsPinned, out var isPinned))
            return FieldRules.Invalid("isPinned");
        return new ContactPatch
        {
            Person = new Change<UserId?>(person.IsSet, person.Value is { } user ? new UserId(user) : null),
            Group = new Change<ContactGroupId?>(group.IsSet, group.Value is { } id and not 0 ? new ContactGroupId(id) : null),
            Name = name,
            Phone = EmptyIsNull(phone),
            Email = EmptyIsNull(email),
            IdCard = EmptyIsNull(idCard),
            Avatar = EmptyIsNull(avatar),
            Description = description,
            IsSystemUser = isSystemUser,
            IsPinned = isPinned,
        };
    }

    public static Outcome<ContactGroupPatch> ToPatch(this WebContactGroupBody body)
    {
        if (!WebFields.TryText(body.Name, out var name))
            return FieldRules.Invalid("name");
        if (!WebFields.TryNumber(body.SortOrder, out var sortOrder))
            return FieldRules.Invalid("sortOrder");
        if (!WebFields.TryText(body.Color, out var color))
            return FieldRules.Invalid("color");
        return new ContactGroupPatch { Name = name, SortOrder = sortOrder, Color = EmptyIsNull(color) };
    }

    // A list's "no group".
    private static bool IsZero(JsonElement element) =>
        (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) && number == 0)
        || (element.ValueKind == JsonValueKind.String && WebFields.TextOf(element) is "0");

    // A form's empty field.
    private static Change<string> EmptyIsNull(Change<string> change) => change.Value is "" ? new Change<string>(true, null) : change;
}
