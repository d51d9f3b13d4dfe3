namespace Parley.Storage.Marketplace;

/// <summary>Lists of one-line texts as one column.</summary>
internal static class Lines
{
    public static string Join(IReadOnlyList<string> texts) => string.Join('\n', texts);

    public static IReadOnlyList<string> Split(string column) => column.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
