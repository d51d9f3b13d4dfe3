using Parley.Contacts;
using Parley.Primitives;

namespace Parley.Storage.Contacts;

/// <summary>The two statements of a list. They go through one person's contacts, which are bounded, so a part of a name needs no index.</summary>
internal sealed class ContactList
{
    private readonly string _where;
    private readonly List<(string Name, object? Value)> _args;

    public ContactList(UserId owner, ContactFilter filter)
    {
        _args = [("@owner", owner.Value)];
        List<string> conditions = ["c.user_id = @owner"];
        if (!filter.Group.IsNone)
        {
            conditions.Add("c.group_id = @group");
            _args.Add(("@group", filter.Group.Value));
        }

        if (filter.NameKey is { } key)
        {
            List<string> ways = [@"c.name_key LIKE @pattern ESCAPE '\'"];
            _args.Add(("@pattern", $"%{Escape(key)}%"));
            foreach (var (at, hash) in filter.Hashes.Index())
            {
                ways.Add($"c.phone_hash = @hash{at} OR c.email_hash = @hash{at}");
                _args.Add(($"@hash{at}", hash));
            }

            conditions.Add($"({string.Join(" OR ", ways)})");
        }

        _where = string.Join(" AND ", conditions);
    }

    public ValueTask<long> CountAsync(SqlScope sql) =>
        sql.FirstAsync($"SELECT count(*) FROM contacts c WHERE {_where}", row => row.GetInt64(0), [.. _args]);

    public ValueTask<List<StoredContactLine>> ReadAsync(SqlScope sql, int skip, int take) => sql.ListAsync(
        $"""
        SELECT {ContactRows.Columns}, l.seen_at,
            c.contact_user_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = c.user_id AND b.blocked_id = c.contact_user_id)
            AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = c.contact_user_id AND b.blocked_id = c.user_id)
        FROM contacts c LEFT JOIN last_seen l ON l.user_id = c.contact_user_id
        WHERE {_where} ORDER BY c.is_pinned DESC, c.id DESC LIMIT @take OFFSET @skip
        """,
        row =>
        {
            var isVisible = row.GetBoolean(ContactRows.Count + 1);
            return new StoredContactLine(ContactRows.Read(row), isVisible, isVisible ? row.LongOrNull(ContactRows.Count) : null);
        },
        [.. _args, ("@take", take), ("@skip", skip)]);

    // What stands for anything in a pattern stands for itself in what a person writes.
    private static string Escape(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
