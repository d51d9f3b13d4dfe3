using System.Data.Common;
using Parley.Secrets;

namespace Parley.Storage.Secrets;

/// <summary>The encrypted columns of all tables.</summary>
internal sealed class SealedFieldStore(Database database) : ISealedFieldStore
{
    // Column and the name that it is sealed under.
    private static readonly Dictionary<string, (string Column, string Field)[]> Tables = new(StringComparer.Ordinal)
    {
        ["users"] = [("phone", "phone"), ("email", "email"), ("wechat_openid", "wechat_openid")],
        ["contacts"] = [("phone", "contact_phone"), ("email", "contact_email"), ("id_card", "contact_id_card")],
        ["webhooks"] = [("secret", "webhook")],
    };

    public IReadOnlyList<string> Places { get; } = ["users", "contacts", "webhooks"];

    public async Task<SealedStretch> ReadAsync(string place, long after, int limit, CancellationToken cancel)
    {
        var columns = Tables[place];
        var rows = await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT id, {string.Join(", ", columns.Select(column => column.Column))} FROM {place} WHERE id > @after ORDER BY id LIMIT @limit",
                row => Read(row, columns),
                ("@after", after),
                ("@limit", limit)),
            cancel);
        return rows.Count == 0 ? new SealedStretch(0, []) : new SealedStretch(rows[^1].Id, [.. rows.SelectMany(row => row.Values)]);
    }

    public Task ReplaceAsync(string place, IReadOnlyList<ResealedValue> values, CancellationToken cancel) => database.TransactAsync(
        async sql =>
        {
            foreach (var (old, bytes) in values)
            {
                var column = Tables[place].Single(known => known.Column == old.Column).Column;
                await sql.ExecuteAsync(
                    $"UPDATE {place} SET {column} = @new WHERE id = @id AND {column} = @old", ("@id", old.RowId), ("@old", old.Bytes), ("@new", bytes));
            }

            return true;
        },
        cancel);

    private static (long Id, SealedValue[] Values) Read(DbDataReader row, (string Column, string Field)[] columns)
    {
        var id = row.GetInt64(0);
        return (id, [.. columns.Select((column, at) => (column, at)).Where(one => !row.IsDBNull(one.at + 1))
            .Select(one => new SealedValue(id, one.column.Column, one.column.Field, row.GetFieldValue<byte[]>(one.at + 1)))]);
    }
}
