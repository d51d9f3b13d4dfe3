using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Parley.Conventions.Tests;

/// <summary>The sources as they lie on disk, found from the test's own place upwards.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Project.Read)];

    public static IReadOnlyList<Source> Sources { get; } = [.. Projects.SelectMany(project => project.Sources)];

    /// <summary>Lines of <paramref name="sources"/> whose code (comments and string literals blanked) matches, as <c>path:line: text</c>.</summary>
    public static IEnumerable<string> CodeLines(this IEnumerable<Source> sources, Regex pattern) =>
        from source in sources
        from line in source.Code.Split('\n').Index()
        where pattern.IsMatch(line.Item)
        select $"{source.Path}:{line.Index + 1}: {line.Item.Trim()}";

    private static string FindRoot()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Parley.slnx")))
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("Parley.slnx was not found above the test");
        return at;
    }
}

/// <summary>A project of <c>src/</c>.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages, string Xml, IReadOnlyList<Source> Sources)
{
    public static Project Read(string path)
    {
        var xml = XDocument.Load(path);
        var name = Path.GetFileNameWithoutExtension(path);
        IReadOnlyList<string> Included(string element) => [.. xml.Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>()];
        var folder = Path.GetDirectoryName(path)!;
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file[folder.Length..].Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(file => Source.Read(name, file));
        return new Project(
            name,
            [.. Included("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            Included("PackageReference"),
            xml.ToString(),
            [.. sources]);
    }
}

/// <summary>A file of C#.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Text">As it is.</param>
/// <param name="Code">With comments and string literals blanked, line breaks kept.</param>
internal sealed partial record Source(string Project, string Path, string Text, string Code)
{
    public static Source Read(string project, string path)
    {
        var text = File.ReadAllText(path);
        var code = Blankable().Replace(text, match => Inner().Replace(match.Value, " "));
        return new Source(project, System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), text, code);
    }

    // Raw strings first, then verbatim, plain strings, characters, comments: whichever begins first.
    [GeneratedRegex("""(?s)("{3,}).*?\1|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/""")]
    private static partial Regex Blankable();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Inner();
}
