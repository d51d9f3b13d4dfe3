using System.Text.RegularExpressions;
using Parley.Configuration;

namespace Parley.Host.Configuration;

/// <summary>Takes settings out of the arguments: <c>--Section:Key value</c> or <c>--Section:Key=value</c>. They are no options of any command.</summary>
internal static partial class InlineSettings
{
    public static (string[] Arguments, IReadOnlyDictionary<string, string?> Settings) Take(string[] args)
    {
        var rest = new List<string>();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Length; i++)
        {
            var match = Pattern().Match(args[i]);
            if (!match.Success)
                rest.Add(args[i]);
            else if (match.Groups["value"].Success)
                settings[match.Groups["key"].Value] = match.Groups["value"].Value;
            else if (i + 1 < args.Length)
                settings[match.Groups["key"].Value] = args[++i];
            else
                throw new SettingException($"{args[i]} needs a value.");
        }

        return ([.. rest], settings);
    }

    [GeneratedRegex("^--(?<key>[A-Za-z][A-Za-z0-9]*(:[A-Za-z0-9_.-]+)+)(=(?<value>.*))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
