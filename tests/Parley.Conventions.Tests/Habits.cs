using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Conventions.Tests;

/// <summary>Habits of the house that a machine can hold.</summary>
public sealed partial class Habits
{
    /// <summary>Path → why a task may be waited for there.</summary>
    private static readonly Dictionary<string, string> MayBlock = new(StringComparer.Ordinal)
    {
        ["src/Parley/Accounts/Passwords.cs"] = "a thread of its own is there to wait for work",
        ["src/Parley.Storage/Sqlite/SqliteScope.cs"] = "takes the result of what has completed, and checks that it has",
    };

    /// <summary>Path → why the real clock may be read there.</summary>
    private static readonly Dictionary<string, string> MayReadTheClock = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void Nothing_is_async_void() => Assert.Empty(Repository.Sources.CodeLines(AsyncVoid()));

    [Fact]
    public void Nobody_blocks_on_a_task() =>
        AssertAllowed(MayBlock, Blocking());

    [Fact]
    public void The_clock_is_injected() =>
        AssertAllowed(MayReadTheClock, RealClock());

    // The library's own: it stands alone, so it must bring a clock to applications that have none.
    private const string SocketIORegistration = "src/Parley.SocketIO/SocketIOServiceCollectionExtensions.cs";

    [Fact]
    public void The_system_clock_is_named_at_the_composition_root_only() =>
        Assert.Empty(Repository.Sources.Where(source => source.Project != "Parley.Host" && source.Path != SocketIORegistration).CodeLines(SystemClock()));

    [Fact]
    public void A_suppression_carries_its_reason_on_its_line() =>
        Assert.Empty(
            from source in Repository.Sources
            from line in source.Text.Split('\n').Index()
            where Suppression().IsMatch(line.Item) && !Reason().IsMatch(line.Item)
            select $"{source.Path}:{line.Index + 1}: {line.Item.Trim()}");

    [Fact]
    public void A_log_template_names_no_secret() =>
        Assert.Empty(
            from source in Repository.Sources
            from Match match in LogTemplate().Matches(source.Text)
            where Secret().IsMatch(match.Value)
            select $"{source.Path}: {match.Value}");

    [Fact]
    public void A_public_class_is_sealed_abstract_static_or_derived_from()
    {
        var bases = AllTypes().Select(type => type.BaseType).ToHashSet();
        Assert.Empty(
            from type in ExportedTypes()
            where type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type)
            where type.Name != "Program" // which the SDK makes public
            select type.FullName);
    }

    [Fact]
    public void No_type_is_a_manager_a_helper_or_a_service() =>
        Assert.Empty(
            from type in AllTypes()
            where Noise().IsMatch(type.Name)
            select type.FullName);

    [Fact]
    public void A_file_declares_the_type_that_it_is_named_after() =>
        Assert.Empty(
            from source in Repository.Sources
            let name = Path.GetFileNameWithoutExtension(source.Path).Split('.')[0]
            where name is not ("Program" or "GlobalUsings" or "AssemblyInfo") && !SmallRecords().IsMatch(name) && Declaration().IsMatch(source.Code)
            where !Declaration().Matches(source.Code).Any(match => match.Groups[1].Value == name || match.Groups[1].Value == Plural(name))
            select source.Path);

    /// <summary>Matches only where they are listed; and an exception that nobody needs any more goes.</summary>
    private static void AssertAllowed(Dictionary<string, string> allowed, Regex pattern)
    {
        Assert.Empty(Repository.Sources.Where(source => !allowed.ContainsKey(source.Path)).CodeLines(pattern));
        Assert.All(allowed.Keys, path => Assert.NotEmpty(Repository.Sources.Where(source => source.Path == path).CodeLines(pattern)));
    }

    /// <summary>A file of several small records of one kind carries their plural.</summary>
    private static string Plural(string name) => name.EndsWith('s') ? name[..^1] : name + "s";

    private static IEnumerable<Type> ExportedTypes() => Repository.Projects.SelectMany(project => Assemblies.Load(project.Name).GetExportedTypes());

    private static IEnumerable<Type> AllTypes() =>
        Repository.Projects.SelectMany(project => Assemblies.Load(project.Name).GetTypes())
            .Where(type => type.Namespace?.StartsWith("Parley", StringComparison.Ordinal) == true && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null);

    /// <summary>Small records of one message shape may share a file.</summary>
    [GeneratedRegex("(?:Records|Dtos|Bodies|Views)$")]
    private static partial Regex SmallRecords();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"\.Result\b(?!\s*[(=])|(?<!Monitor)\.Wait\(|\.GetAwaiter\(\)\.GetResult\(\)|Task\.WaitA(?:ll|ny)\(|Thread\.Sleep\(")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\bDateTime\.Today\b|\bEnvironment\.TickCount")]
    private static partial Regex RealClock();

    [GeneratedRegex(@"\bTimeProvider\.System\b")]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"#pragma warning disable|\[(?:assembly: )?SuppressMessage")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"//\s*\S+|Justification\s*=\s*""[^""]+""")]
    private static partial Regex Reason();

    [GeneratedRegex(@"(?s)\[LoggerMessage\(.*?\)\]")]
    private static partial Regex LogTemplate();

    [GeneratedRegex(@"\{(?:Content|Text|Body|Token|Password|Phone|Email|Secret|Key|ApiKey)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?:Manager|Helper|Helpers|Utils|Util|Utilities|Common|Service)$")]
    private static partial Regex Noise();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?|delegate\s+[\w<>\[\]?]+)\s+(\w+)")]
    private static partial Regex Declaration();
}
