using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Storage.Accounts;

/// <summary>
/// The statement of a people search. A prefix is a range from itself to itself followed by the last code point, in byte order: no pattern, so
/// nothing to escape, and the plan uses the index whatever the text is. Each way of finding is limited by itself.
/// </summary>
internal static class AccountSearch
{
    private const string LastCodePoint = "\U0010FFFF";

    // As Account.Refuse has it: a ban that is over is none.
    private static readonly string Active =
        $"(status = {(int)AccountStatus.Active} OR (status = {(int)AccountStatus.Banned} AND banned_until <= @now))";

    public static string Statement(SqlScope sql, bool byName, bool byHash)
    {
        List<string> ways = [];
        if (byName)
            ways.AddRange(ByPrefix(sql, "username_key"), ByPrefix(sql, "display_name_key"));
        if (byHash)
            ways.AddRange(ByHash("phone_hash"), ByHash("email_hash"));
        var byteOrder = sql.Pick(sqlite: "", postgres: "COLLATE \"C\"");
        return $"SELECT {AccountRows.Columns} FROM users u WHERE u.id IN ({string.Join(" UNION ", ways)}) ORDER BY u.username_key {byteOrder} LIMIT @limit";
    }

    public static (string Name, object? Value)[] Arguments(TenantId tenant, string nameKey, byte[]? exactHash, int limit, long nowMs)
    {
        List<(string, object?)> args = [("@tenant", tenant.Value), ("@now", nowMs), ("@limit", limit)];
        if (nameKey.Length > 0)
            args.AddRange(("@low", nameKey), ("@high", nameKey + LastCodePoint));
        if (exactHash is not null)
            args.Add(("@hash", exactHash));
        return [.. args];
    }

    // ~>=~ and ~<~ are PostgreSQL's comparisons by bytes, those of the index's operator class.
    private static string ByPrefix(SqlScope sql, string key) =>
        $"SELECT id FROM (SELECT id FROM users WHERE tenant_id = @tenant AND {Active} "
        + sql.Pick(
            sqlite: $"AND {key} >= @low AND {key} < @high ORDER BY {key}",
            postgres: $"AND {key} ~>=~ @low AND {key} ~<~ @high ORDER BY {key} USING ~<~")
        + $" LIMIT @limit) AS {key}_matches";

    private static string ByHash(string hash) => $"SELECT id FROM users WHERE tenant_id = @tenant AND {Active} AND {hash} = @hash";
}
