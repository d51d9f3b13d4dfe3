using System.Globalization;

namespace Parley.StoreBench;

/// <summary>What to run; from <c>--name value</c> arguments.</summary>
internal sealed record Options
{
    public required string Database { get; init; }

    /// <summary>Sends in flight at any time.</summary>
    public int Writers { get; init; } = 200;

    /// <summary>Direct conversations that they write to.</summary>
    public int Conversations { get; init; } = 1000;

    public int Seconds { get; init; } = 10;

    /// <summary>Whether what is written is taken into the search index at the same time.</summary>
    public bool Index { get; init; }

    /// <summary>Above 0: only fills the database with so many messages, in the conversations that it has.</summary>
    public int Fill { get; init; }

    /// <summary>Over how many days what fills it is spread, to be counted when it is opened next; 0: a millisecond lies between two messages of a conversation.</summary>
    public int Days { get; init; }

    /// <summary>Whether only to say what was counted at opening, and how it is read.</summary>
    public bool Count { get; init; }

    public static Options Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < args.Length; i += 2)
            values[args[i].TrimStart('-')] = args[i + 1];
        var folder = Directory.CreateTempSubdirectory("parley-bench-").FullName;
        return new Options
        {
            Database = values.GetValueOrDefault("database", $"sqlite:{Path.Combine(folder, "bench.db")}"),
            Writers = Number(values, "writers", 200),
            Conversations = Number(values, "conversations", 1000),
            Seconds = Number(values, "seconds", 10),
            Fill = Number(values, "fill", 0),
            Days = Number(values, "days", 0),
            Count = values.GetValueOrDefault("count") == "true",
            Index = values.GetValueOrDefault("index") == "true",
        };
    }

    private static int Number(Dictionary<string, string> values, string name, int otherwise) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
