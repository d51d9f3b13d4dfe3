using Parley.Accounts;
using Parley.Contacts;
using Parley.Primitives;

namespace Parley.Storage.Contacts;

/// <summary>The statement that writes just the fields that a change names, and when.</summary>
internal sealed class ContactUpdate
{
    private readonly List<string> _sets = ["updated_at = @at", "updated_by = @owner"];
    private readonly List<(string Name, object? Value)> _args;

    public ContactUpdate(UserId owner, ContactId id, ContactChange change)
    {
        _args = [("@owner", owner.Value), ("@id", id.Value), ("@at", change.At)];
        if (change.Person.IsSet)
            Set("contact_user_id", Number(change.Person.Value?.Value));
        if (change.Name.IsSet)
        {
            Set("name", change.Name.Value);
            Set("name_key", Usernames.Fold(change.Name.Value!));
        }

        SetSealed("phone", change.Phone);
        SetSealed("email", change.Email);
        if (change.IdCard.IsSet)
            Set("id_card", change.IdCard.Value?.Cipher);
        if (change.Avatar.IsSet)
            Set("avatar", change.Avatar.Value);
        if (change.Description.IsSet)
            Set("description", change.Description.Value);
        if (change.Group.IsSet)
            Set("group_id", Number(change.Group.Value?.Value));
        if (change.IsPinned is { } isPinned)
            Set("is_pinned", isPinned);
    }

    /// <summary>Returns how many contacts it wrote: one or none.</summary>
    public ValueTask<int> RunAsync(SqlScope sql) =>
        sql.ExecuteAsync($"UPDATE contacts SET {string.Join(", ", _sets)} WHERE id = @id AND user_id = @owner", [.. _args]);

    private static long? Number(long? id) => id is > 0 ? id : null;

    private void Set(string column, object? value)
    {
        // PostgreSQL learns a null's type from the column.
        _sets.Add($"{column} = @{column}");
        _args.Add(($"@{column}", value));
    }

    private void SetSealed(string column, Change<SealedField> change)
    {
        if (!change.IsSet)
            return;
        Set(column, change.Value?.Cipher);
        Set($"{column}_hash", change.Value?.Hash);
    }
}
