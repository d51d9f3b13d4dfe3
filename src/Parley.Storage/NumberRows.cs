using System.Globalization;

namespace Parley.Storage;

/// <summary>Rows of up to four numbers as one parameter, so that a statement's text does not depend on how many there are.</summary>
internal static class NumberRows
{
    /// <summary>As a table with the columns <c>a</c> to <c>d</c>.</summary>
    /// <param name="name">The parameter that holds them.</param>
    public static string Table(SqlScope sql, string name) => sql.Pick(
        sqlite: $"(SELECT value ->> 0 AS a, value ->> 1 AS b, value ->> 2 AS c, value ->> 3 AS d FROM json_each({name}))",
        postgres: $"""
            (SELECT (value ->> 0)::bigint AS a, (value ->> 1)::bigint AS b, (value ->> 2)::bigint AS c, (value ->> 3)::bigint AS d
             FROM json_array_elements(CAST({name} AS json)))
            """);

    /// <summary>The parameter's value.</summary>
    public static string Of(IEnumerable<long[]> rows) => $"[{string.Join(',', rows.Select(row => $"[{string.Join(',', row.Select(Text))}]"))}]";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
