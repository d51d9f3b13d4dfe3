namespace Parley.Host.Configuration;

/// <summary>Reads a <c>.env</c> file: lines <c>NAME=value</c>, comments after <c>#</c> at a line's start, quotes around a value taken off.</summary>
internal static class DotEnv
{
    public static Dictionary<string, string?> Read(string path)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return variables;
        foreach (var line in File.ReadLines(path))
        {
            var text = line.Trim();
            var equals = text.IndexOf('=');
            if (text.StartsWith('#') || equals <= 0)
                continue;
            var value = text[(equals + 1)..].Trim();
            if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
                value = value[1..^1];
            variables[text[..equals].Trim()] = value;
        }

        return variables;
    }
}
