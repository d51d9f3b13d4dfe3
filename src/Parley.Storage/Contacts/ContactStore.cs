using Parley.Accounts;
using Parley.Contacts;
using Parley.Primitives;

namespace Parley.Storage.Contacts;

/// <summary>Address books: the contacts.</summary>
internal sealed partial class ContactStore(Database database) : IContactStore
{
    private const int MostOwners = 10_000;

    private const string NotBlocked = """
        NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = c.user_id AND b.blocked_id = c.contact_user_id)
        AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = c.contact_user_id AND b.blocked_id = c.user_id)
        """;

    public Task<Outcome<Unit>> CreateAsync(NewContact contact, int most, CancellationToken cancel) => database.TransactAsync<Outcome<Unit>>(
        async sql =>
        {
            var open = contact.Open;
            await LockAsync(sql, open.OwnerId);
            if (await CountAsync(sql, "contacts", open.OwnerId) >= most)
                return new Refusal(ChatError.LimitReached, Limit: most);
            if (await JudgeAsync(sql, open.OwnerId, default, open.PersonId, open.GroupId) is { } refusal)
                return refusal;
            await InsertAsync(sql, contact);
            return new Unit();
        },
        cancel);

    public Task<Outcome<Unit>> UpdateAsync(UserId owner, ContactId id, ContactChange change, CancellationToken cancel) =>
        database.TransactAsync<Outcome<Unit>>(
            async sql =>
            {
                await LockAsync(sql, owner);
                if (await JudgeAsync(sql, owner, id, change.Person.Value ?? default, change.Group.Value ?? default) is { } refusal)
                    return refusal;
                return await new ContactUpdate(owner, id, change).RunAsync(sql) > 0 ? new Unit() : ChatError.NotFound;
            },
            cancel);

    public async Task<bool> DeleteAsync(UserId owner, ContactId id, CancellationToken cancel) => await database.TransactAsync(
        sql => sql.ExecuteAsync("DELETE FROM contacts WHERE id = @id AND user_id = @owner", ("@id", id.Value), ("@owner", owner.Value)), cancel) > 0;

    public Task<StoredContact?> FindAsync(UserId owner, ContactId id, CancellationToken cancel) => database.QueryAsync(
        sql => sql.FirstAsync(
            $"SELECT {ContactRows.Columns} FROM contacts c WHERE c.id = @id AND c.user_id = @owner",
            ContactRows.Read,
            ("@id", id.Value),
            ("@owner", owner.Value)),
        cancel);

    public Task<(IReadOnlyList<StoredContactLine> Lines, long Total)> ListAsync(
        UserId owner, ContactFilter filter, int skip, int take, CancellationToken cancel) =>
        database.QueryAsync<(IReadOnlyList<StoredContactLine>, long)>(
            async sql =>
            {
                var list = new ContactList(owner, filter);
                return (await list.ReadAsync(sql, skip, take), await list.CountAsync(sql));
            },
            cancel);

    public async Task<IReadOnlyList<UserId>> ReadOwnersAsync(UserId person, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT c.user_id FROM contacts c WHERE c.contact_user_id = @person AND {NotBlocked} ORDER BY c.id LIMIT @most",
            row => new UserId(row.GetInt64(0)),
            ("@person", person.Value),
            ("@most", MostOwners)),
        cancel);

    public async Task<IReadOnlyList<UserId>> ReadPeopleAsync(UserId owner, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT c.contact_user_id FROM contacts c WHERE c.user_id = @owner AND c.contact_user_id IS NOT NULL AND {NotBlocked} ORDER BY c.id",
            row => new UserId(row.GetInt64(0)),
            ("@owner", owner.Value)),
        cancel);

    // One after the other for one person; keys that point at the user are not held up by it. On SQLite all writes are so.
    private static async ValueTask LockAsync(SqlScope sql, UserId owner)
    {
        if (sql.Kind == DatabaseKind.PostgreSql)
            await sql.FirstAsync("SELECT id FROM users WHERE id = @owner FOR NO KEY UPDATE", row => row.GetInt64(0), ("@owner", owner.Value));
    }

    private static ValueTask<long> CountAsync(SqlScope sql, string table, UserId owner) =>
        sql.FirstAsync($"SELECT count(*) FROM {table} WHERE user_id = @owner", row => row.GetInt64(0), ("@owner", owner.Value));

    private static async ValueTask<Refusal?> JudgeAsync(SqlScope sql, UserId owner, ContactId id, UserId person, ContactGroupId group)
    {
        if (!group.IsNone && await sql.FirstAsync(
            "SELECT id FROM contact_groups WHERE id = @group AND user_id = @owner", row => row.GetInt64(0), ("@group", group.Value), ("@owner", owner.Value)) == 0)
            return new Refusal(ChatError.NotFound, "groupId");
        return !person.IsNone && await sql.FirstAsync(
            "SELECT id FROM contacts WHERE user_id = @owner AND contact_user_id = @person AND id <> @id",
            row => row.GetInt64(0),
            ("@owner", owner.Value),
            ("@person", person.Value),
            ("@id", id.Value)) != 0
            ? new Refusal(ChatError.AlreadyExists, "contactUserId")
            : null;
    }

    private static ValueTask<int> InsertAsync(SqlScope sql, NewContact contact)
    {
        var open = contact.Open;
        return sql.ExecuteAsync(
            """
            INSERT INTO contacts (id, user_id, contact_user_id, name, name_key, phone, phone_hash, email, email_hash, id_card, avatar, description,
                group_id, is_pinned, created_by, created_at, updated_at)
            VALUES (@id, @owner, @person, @name, @key, @phone, @phone_hash, @email, @email_hash, @card, @avatar, @description,
                @group, @pinned, @owner, @created, @updated)
            """,
            ("@id", open.Id.Value),
            ("@owner", open.OwnerId.Value),
            ("@person", open.PersonId.IsNone ? null : open.PersonId.Value),
            ("@name", open.Name),
            ("@key", Usernames.Fold(open.Name)),
            ("@phone", contact.Phone?.Cipher),
            ("@phone_hash", contact.Phone?.Hash),
            ("@email", contact.Email?.Cipher),
            ("@email_hash", contact.Email?.Hash),
            ("@card", contact.IdCard?.Cipher),
            ("@avatar", open.Avatar),
            ("@description", open.Description),
            ("@group", open.GroupId.IsNone ? null : open.GroupId.Value),
            ("@pinned", open.IsPinned),
            ("@created", open.CreatedAt),
            ("@updated", open.UpdatedAt));
    }
}
