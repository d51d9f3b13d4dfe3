namespace Parley.Storage;

/// <summary>Deletes rows by a condition on their age. What is due is looked for aside, so that the writer is held up by the deletion only.</summary>
internal static class OldRows
{
    /// <summary>Enough for a job that runs every few minutes, short enough to hold no write up.</summary>
    public const int AtOnce = 2000;

    /// <summary>Deletes rows of a table with an <c>id</c>.</summary>
    /// <param name="condition">Asked again at the deletion; <c>@before</c> is the time.</param>
    public static async Task<int> DeleteAsync(Database database, string table, string condition, long beforeMs, CancellationToken cancel)
    {
        var ids = await database.QueryAsync(
            sql => sql.ListAsync(
                $"SELECT id FROM {table} WHERE {condition} LIMIT @limit", row => row.GetInt64(0), ("@before", beforeMs), ("@limit", AtOnce)),
            cancel);
        return ids.Count == 0 ? 0 : await database.TransactAsync(
            sql => sql.ExecuteAsync(
                $"DELETE FROM {table} WHERE {sql.In("id", "@ids")} AND ({condition})", ("@ids", sql.Ids(ids)), ("@before", beforeMs)),
            cancel);
    }
}
