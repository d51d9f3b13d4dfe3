using System.Globalization;

namespace Parley.MarketBench;

/// <summary>What to run; a mode, then <c>--name value</c> arguments.</summary>
internal sealed record Options
{
    public required string Mode { get; init; }

    public required string Database { get; init; }

    /// <summary>Services on offer.</summary>
    public int Services { get; init; }

    /// <summary>People who order.</summary>
    public int Customers { get; init; } = 2_000;

    /// <summary>Searches of each radius.</summary>
    public int Calls { get; init; } = 2_000;

    /// <summary>Whence the data is drawn: the same seed, the same data.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Of a server over the database.</summary>
    public string Url { get; init; } = "";

    /// <summary>What <c>parley bench users</c> wrote.</summary>
    public string Users { get; init; } = "";

    public static Options Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i + 1 < args.Length; i += 2)
            values[args[i].TrimStart('-')] = args[i + 1];
        var mode = args.FirstOrDefault() ?? "";
        var database = values.GetValueOrDefault("database");
        return new Options
        {
            Mode = mode,
            Database = database ?? $"sqlite:{Path.Combine(Directory.CreateTempSubdirectory("parley-bench-").FullName, "bench.db")}",
            Services = Number(values, "services", mode == "recommend" ? 600 : 100_000),
            Customers = Number(values, "customers", 2_000),
            Calls = Number(values, "calls", 2_000),
            Seed = Number(values, "seed", 1),
            Url = values.GetValueOrDefault("url", ""),
            Users = values.GetValueOrDefault("users", ""),
        };
    }

    private static int Number(Dictionary<string, string> values, string name, int otherwise) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
