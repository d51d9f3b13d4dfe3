using System.Reflection;
using System.Text;

namespace Parley.SocketIO.Tests;

/// <summary>
/// The library's public face, held against <c>PublicApi.txt</c>: a change to it is to be meant. <c>PARLEY_WRITE_API=1</c> writes the file anew.
/// </summary>
public sealed class PublicApi
{
    [Fact]
    public void Is_what_the_snapshot_says()
    {
        var file = Path.Combine(Root(), "tests", "Parley.SocketIO.Tests", "PublicApi.txt");
        var now = Describe(typeof(SocketServer).Assembly);
        if (Environment.GetEnvironmentVariable("PARLEY_WRITE_API") == "1")
            File.WriteAllText(file, now);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), now);
    }

    [Fact]
    public void Mentions_nothing_of_the_rest_of_Parley() =>
        Assert.DoesNotContain(
            typeof(SocketServer).Assembly.GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith("Parley", StringComparison.Ordinal));

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            var kind = type switch
            {
                { IsEnum: true } => "enum",
                { IsInterface: true } => "interface",
                { IsValueType: true } => "struct",
                { IsAbstract: true, IsSealed: true } => "static class",
                { IsAbstract: true } => "abstract class",
                { IsSealed: true } => "sealed class",
                _ => "class",
            };
            text.Append(kind).Append(' ').Append(NameOf(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), provider: null)}");
        return type.GetConstructors(Own).Where(IsVisible).Select(c => $"new({Parameters(c)})")
            .Concat(type.GetProperties(Own).Where(p => p.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property))
            .Concat(type.GetMethods(Own).Where(m => IsVisible(m) && !m.IsSpecialName).Select(Method));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Property(PropertyInfo property)
    {
        var accessors = string.Concat(property.GetAccessors(nonPublic: true).Where(IsVisible).Select(a => a.Name.StartsWith("get_", StringComparison.Ordinal) ? " get;" : " set;"));
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(p => NameOf(p.ParameterType)))}]" : "";
        return $"{NameOf(property.PropertyType)} {property.Name}{index} {{{accessors} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";
        return $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(
        ", ",
        method.GetParameters().Select(p => $"{NameOf(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue ?? "default") : "")}"));

    private static string NameOf(Type type)
    {
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.Name;
        var bare = type.Name.Split('`')[0];
        return $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Parley.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
