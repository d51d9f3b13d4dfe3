using System.Globalization;

namespace Parley.Load;

/// <summary>What the server's process holds, as Linux tells it.</summary>
internal static class ServerMemory
{
    /// <summary>Resident bytes; 0 when no process was named.</summary>
    public static long Resident(int pid)
    {
        if (pid == 0)
            return 0;
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds of processor time that the process has used.</summary>
    public static double ProcessorSeconds(int pid)
    {
        if (pid == 0)
            return 0;
        var text = File.ReadAllText($"/proc/{pid}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }
}
