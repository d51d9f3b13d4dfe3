using Parley.Contacts;
using Parley.Primitives;

namespace Parley.Storage.Contacts;

/// <summary>Address books: the groups.</summary>
internal sealed partial class ContactStore
{
    public Task<Outcome<Unit>> CreateGroupAsync(ContactGroup group, int most, CancellationToken cancel) => database.TransactAsync<Outcome<Unit>>(
        async sql =>
        {
            await LockAsync(sql, group.OwnerId);
            if (await CountAsync(sql, "contact_groups", group.OwnerId) >= most)
                return new Refusal(ChatError.LimitReached, Limit: most);
            await sql.ExecuteAsync(
                """
                INSERT INTO contact_groups (id, user_id, name, sort_order, color, created_by, created_at, updated_at)
                VALUES (@id, @owner, @name, @order, @color, @owner, @created, @updated)
                """,
                ("@id", group.Id.Value),
                ("@owner", group.OwnerId.Value),
                ("@name", group.Name),
                ("@order", group.SortOrder),
                ("@color", group.Color),
                ("@created", group.CreatedAt),
                ("@updated", group.UpdatedAt));
            return new Unit();
        },
        cancel);

    public async Task<bool> UpdateGroupAsync(UserId owner, ContactGroupId id, ContactGroupPatch patch, long nowMs, CancellationToken cancel)
    {
        List<string> sets = ["updated_at = @at", "updated_by = @owner"];
        List<(string, object?)> args = [("@id", id.Value), ("@owner", owner.Value), ("@at", nowMs)];
        Set(patch.Name.IsSet, "name", patch.Name.Value);
        Set(patch.SortOrder.IsSet, "sort_order", patch.SortOrder.Value ?? 0);
        Set(patch.Color.IsSet, "color", patch.Color.Value);
        return await database.TransactAsync(
            sql => sql.ExecuteAsync($"UPDATE contact_groups SET {string.Join(", ", sets)} WHERE id = @id AND user_id = @owner", [.. args]), cancel) > 0;

        void Set(bool isSet, string column, object? value)
        {
            if (!isSet)
                return;
            sets.Add($"{column} = @{column}");
            args.Add(($"@{column}", value));
        }
    }

    public async Task<bool> DeleteGroupAsync(UserId owner, ContactGroupId id, CancellationToken cancel) => await database.TransactAsync(
        async sql =>
        {
            await LockAsync(sql, owner); // so that nobody is put into it meanwhile
            return await sql.ExecuteAsync("DELETE FROM contact_groups WHERE id = @id AND user_id = @owner", ("@id", id.Value), ("@owner", owner.Value));
        },
        cancel) > 0;

    public async Task<IReadOnlyList<ContactGroup>> ListGroupsAsync(UserId owner, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {ContactRows.GroupColumns} FROM contact_groups WHERE user_id = @owner ORDER BY sort_order, id", ContactRows.ReadGroup, ("@owner", owner.Value)),
        cancel);
}
