using System.Text.RegularExpressions;

namespace Parley.Host.Ops;

/// <summary>
/// Takes out of a log line what lets somebody in: the framework's own lines, once somebody turns them on, tell whole addresses, and a socket's token and a
/// link's signature stand in those.
/// </summary>
internal static partial class Redaction
{
    private const string Left = "…";

    /// <summary>The line without the queries of addresses and without access tokens.</summary>
    public static string Redact(string line)
    {
        if (line.Contains('?', StringComparison.Ordinal))
            line = Query().Replace(line, $"?{Left}");
        return line.Contains("eyJ", StringComparison.Ordinal) ? Token().Replace(line, Left) : line;
    }

    [GeneratedRegex("""\?[^\s"'<>|?]*=[^\s"'<>|]*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Query();

    [GeneratedRegex("""eyJ[\w-]{8,}(?:\.[\w-]*){0,2}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
