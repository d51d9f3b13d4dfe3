using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Conventions.Tests;

/// <summary>What a part must never know, read from its sources.</summary>
public sealed partial class Boundaries
{
    [Fact]
    public void A_dialect_never_names_another_dialect()
    {
        var dialects = Repository.Sources.Where(source => source.Project == "Parley.Dialects").ToLookup(DialectOf, StringComparer.Ordinal);
        var names = dialects.Select(group => group.Key).Where(name => name.Length > 0).ToArray();
        var strange = from dialect in names
                      from other in names
                      where other != dialect
                      from line in dialects[dialect].CodeLines(new Regex($@"\b(Parley\.)?Dialects\.{other}\b", RegexOptions.NonBacktracking))
                      select line;
        Assert.Empty(strange);
    }

    [Fact]
    public void Only_storage_knows_sql() =>
        Assert.Empty(
            from source in Repository.Sources
            where source.Project != "Parley.Storage"
            from Match match in Sql().Matches(source.Text)
            select $"{source.Path}: {match.Value}");

    [Fact]
    public void The_core_declares_no_wire_json_and_no_http() =>
        Assert.Empty(
            Repository.Sources
                .Where(source => source.Project == "Parley" && source.Path != "src/Parley/Secrets/KeyFile.cs") // a file of our own, no wire
                .CodeLines(Wire()));

    [Fact]
    public void Only_storage_lays_files_of_sql() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.sql", SearchOption.AllDirectories),
            file => Assert.Contains("/Parley.Storage/", file.Replace('\\', '/'), StringComparison.Ordinal));

    /// <summary>The folder under the project; what all dialects share lies at its root or in a folder with no dialect's name.</summary>
    private static string DialectOf(Source source) =>
        source.Path.Split('/') is [_, _, var folder, _, ..] && folder is "Im" or "Market" or "Rooms" or "Social" or "Web" or "Admin" ? folder : "";

    [GeneratedRegex(@"""\s*(?:SELECT\s.+\sFROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b[^""\n]*", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();

    [GeneratedRegex(@"JsonSerializer|JsonPropertyName|Utf8Json|Microsoft\.AspNetCore|System\.Net\.Http|HttpContext")]
    private static partial Regex Wire();
}
