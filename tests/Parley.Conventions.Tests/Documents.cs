using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Conventions.Tests;

/// <summary>What ARCHITECTURE.md says of the code is so.</summary>
public sealed partial class Documents
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> Tables = ReadTables();

    [Fact]
    public void The_way_of_a_message_is_told_in_two_tables_of_at_most_six_files() =>
        Assert.Equal(2, Tables.Count(rows => rows.Count is > 0 and <= 6));

    [Fact]
    public void Every_row_of_the_way_of_a_message_names_a_file() =>
        Assert.All(Tables.SelectMany(rows => rows), row => Assert.Matches(SourcePath(), row));

    [Fact]
    public void Every_file_on_the_way_of_a_message_exists() =>
        Assert.Empty(
            from row in Tables.SelectMany(rows => rows)
            from Match match in SourcePath().Matches(row)
            let path = match.Groups[1].Value
            where !new[] { "", "Parley." }.Any(project => File.Exists(Path.Combine(Repository.Root, "src", project + path)))
            select path);

    // The rows of each table under "One message", without its head.
    private static List<IReadOnlyList<string>> ReadTables()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md"));
        var section = Section().Match(text).Value;
        return [.. Table().Matches(section).Select(table => table.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..])];
    }

    [GeneratedRegex(@"(?s)^## One message\n.*?(?=^## )", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"(?:^\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"`([\w./]+\.cs)`")]
    private static partial Regex SourcePath();
}
