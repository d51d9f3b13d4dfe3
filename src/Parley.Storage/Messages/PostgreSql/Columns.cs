using Npgsql;
using NpgsqlTypes;

namespace Parley.Storage.Messages.PostgreSql;

/// <summary>Array parameters over lists that are filled anew for each batch.</summary>
internal static class Columns
{
    /// <summary>A list of numbers as <c>bigint[]</c>.</summary>
    public static NpgsqlParameter Of(List<long> values) => Make(values, NpgsqlDbType.Bigint);

    /// <summary>A list of small numbers as <c>smallint[]</c>.</summary>
    public static NpgsqlParameter Of(List<short> values) => Make(values, NpgsqlDbType.Smallint);

    /// <summary>A list of texts as <c>text[]</c>.</summary>
    public static NpgsqlParameter Of(List<string?> values) => Make(values, NpgsqlDbType.Text);

    /// <summary>A list of byte strings as <c>bytea[]</c>.</summary>
    public static NpgsqlParameter Of(List<byte[]> values) => Make(values, NpgsqlDbType.Bytea);

    /// <summary>A command over such parameters, in the order of <c>$1</c>, <c>$2</c>, ….</summary>
    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<List<T>> Make<T>(List<T> values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
