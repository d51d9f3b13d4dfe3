namespace Parley.Storage.Tests.Messages;

/// <summary>Statements of a test's own.</summary>
internal static class Sql
{
    public static Task<int> RunAsync(Stores stores, string sql, params (string Name, object? Value)[] args) =>
        stores.Database.TransactAsync(scope => scope.ExecuteAsync(sql, args), CancellationToken.None);

    public static Task<long> NumberAsync(Stores stores, string sql, params (string Name, object? Value)[] args) =>
        stores.Database.QueryAsync(scope => scope.FirstAsync(sql, row => row.GetInt64(0), args), CancellationToken.None);

    public static Task<List<string>> TextsAsync(Stores stores, string sql, Func<System.Data.Common.DbDataReader, string> map, params (string Name, object? Value)[] args) =>
        stores.Database.QueryAsync(scope => scope.ListAsync(sql, map, args), CancellationToken.None);
}
