using System.Xml.Linq;
using Xunit;

namespace Parley.Conventions.Tests;

/// <summary>Which project may know which: the arrows of ARCHITECTURE.md.</summary>
public sealed class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Parley.SocketIO"] = [],
        ["Parley"] = [],
        ["Parley.Marketplace"] = ["Parley"],
        ["Parley.Storage"] = ["Parley", "Parley.Marketplace"],
        ["Parley.Integrations"] = ["Parley", "Parley.Marketplace"],
        ["Parley.Redis"] = ["Parley"],
        ["Parley.Dialects"] = ["Parley", "Parley.Marketplace", "Parley.SocketIO"],
        ["Parley.Host"] = ["Parley", "Parley.Marketplace", "Parley.SocketIO", "Parley.Storage", "Parley.Redis", "Parley.Integrations", "Parley.Dialects"],
    };

    private static readonly Dictionary<string, string> Owners = new(StringComparer.Ordinal)
    {
        ["Npgsql"] = "Parley.Storage",
        ["Microsoft.Data.Sqlite"] = "Parley.Storage",
        ["SQLitePCLRaw"] = "Parley.Storage",
        ["Dapper"] = "Parley.Storage",
        ["StackExchange.Redis"] = "Parley.Redis",
        ["Microsoft.IdentityModel"] = "Parley.Dialects",
        ["System.CommandLine"] = "Parley.Host",
    };

    public static TheoryData<string> Names => [.. Repository.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_references_only_what_its_arrows_allow(string name)
    {
        Assert.True(Allowed.ContainsKey(name), $"{name} has no arrows: add it to ARCHITECTURE.md and here");
        Assert.Empty(Named(name).References.Except(Allowed[name], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_assembly_references_only_what_its_arrows_allow(string name)
    {
        var assembly = Assemblies.Load(name);
        var known = Allowed.Keys.Where(key => key != name && !Allowed[name].Contains(key, StringComparer.Ordinal)).Select(Assemblies.NameOf);
        Assert.Empty(assembly.GetReferencedAssemblies().Select(reference => reference.Name).Intersect(known, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_is_used_by_the_one_project_that_owns_it(string name)
    {
        var strange = Named(name).Packages
            .Concat(Assemblies.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!))
            .Where(package => Owners.Any(owner => package.StartsWith(owner.Key, StringComparison.Ordinal) && owner.Value != name));
        Assert.Empty(strange);
    }

    [Fact]
    public void The_core_stands_on_the_base_library_and_abstractions_alone()
    {
        Assert.All(Named("Parley").Packages, package => Assert.Matches(@"^Microsoft\.Extensions\..*Abstractions$", package));
        Assert.DoesNotContain("FrameworkReference", Named("Parley").Xml, StringComparison.Ordinal);
        Assert.All(
            Assemblies.Load("Parley").GetReferencedAssemblies().Select(reference => reference.Name!),
            reference => Assert.Matches(@"^(System\.(?!Net\.(Http|Sockets|WebSockets)|Data|Web)|Microsoft\.Extensions\.)", reference + "."));
    }

    [Fact]
    public void The_solution_lists_every_project()
    {
        var listed = XDocument.Load(Path.Combine(Repository.Root, "Parley.slnx")).Descendants("Project").Select(e => e.Attribute("Path")!.Value);
        var there = new[] { "src", "tests", "bench", "samples" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
        Assert.Equal(there.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static Project Named(string name) => Repository.Projects.Single(project => project.Name == name);
}
