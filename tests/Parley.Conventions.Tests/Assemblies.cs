using System.Reflection;

namespace Parley.Conventions.Tests;

/// <summary>The built assemblies of <c>src/</c>, beside this test's own.</summary>
internal static class Assemblies
{
    /// <summary>Two names differ from their project's (each csproj says why).</summary>
    public static string NameOf(string project) => project switch
    {
        "Parley" => "Parley.Core",
        "Parley.Host" => "parley",
        _ => project,
    };

    public static Assembly Load(string project) => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, NameOf(project) + ".dll"));
}
