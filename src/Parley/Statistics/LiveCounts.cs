namespace Parley.Statistics;

/// <summary>Who is connected.</summary>
public sealed record LiveCounts
{
    /// <summary>Connections.</summary>
    public int Connections { get; set; }

    /// <summary>People; who is on two nodes counts on both.</summary>
    public int People { get; set; }

    /// <summary>Connections by the name of their dialect.</summary>
    public Dictionary<string, int> Surfaces { get; init; } = [];

    /// <summary>Adds others to these.</summary>
    public void Add(LiveCounts others)
    {
        Connections += others.Connections;
        People += others.People;
        foreach (var (surface, count) in others.Surfaces)
            Surfaces[surface] = Surfaces.GetValueOrDefault(surface) + count;
    }
}
