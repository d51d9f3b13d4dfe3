using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Storage.Migrations;

/// <summary>One numbered script.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Name">Its file's name without extension.</param>
/// <param name="Sql">Its text.</param>
internal sealed record Migration(int Version, string Name, string Sql)
{
    private const string Extension = ".sql";

    /// <summary>SHA-256 of the text, hex: a script that was applied somewhere must never change.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>
    /// False when the script begins with <c>-- no transaction</c> (an index built concurrently). Such a script holds one statement, which can be
    /// run again after it failed halfway.
    /// </summary>
    public bool InTransaction => !Sql.StartsWith("-- no transaction", StringComparison.Ordinal);

    /// <summary>The scripts embedded for a database, in order.</summary>
    public static IReadOnlyList<Migration> Embedded(DatabaseKind kind)
    {
        var assembly = typeof(Migration).Assembly;
        var folder = $"{kind}/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Select(name => name.Replace('\\', '/'))
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
                .Select(name => Read(assembly, name, name[folder.Length..^Extension.Length]))
                .OrderBy(migration => migration.Version),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, string name)
    {
        using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return new Migration(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, text.ReadToEnd());
    }
}

/// <summary>A script as the database remembers it.</summary>
internal sealed record AppliedMigration(int Version, string Name, string Checksum);
