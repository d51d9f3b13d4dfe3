using System.Text.Json.Nodes;

namespace Parley.Dialects.OpenApi;

/// <summary>What stands in a path or a query: by its name, which means the same wherever it stands.</summary>
internal static class ApiParameters
{
    private static readonly Dictionary<string, (string Type, string About)> Known = new(StringComparer.Ordinal)
    {
        ["limit"] = ("integer", "How many at most: 1 to 100."),
        ["page"] = ("integer", "From 1."),
        ["size"] = ("integer", "How many a page has: 1 to 100."),
        ["page_size"] = ("integer", "How many a page has: 1 to 100."),
        ["after"] = ("string", "What comes after this one: `next` of the page before, or its last id."),
        ["around"] = ("string", "A message: it, and what stands before and behind it."),
        ["before"] = ("string", "What comes before this one."),
        ["lat"] = ("number", "Degrees, -90 to 90."),
        ["lng"] = ("number", "Degrees, -180 to 180."),
        ["radius"] = ("number", "Kilometres, above 0, to 200."),
        ["minPrice"] = ("number", "Inclusive."),
        ["maxPrice"] = ("number", "Inclusive."),
        ["minRating"] = ("number", "0 to 5."),
        ["isActive"] = ("boolean", "`false`: those that one has archived."),
        ["unread_only"] = ("boolean", "Only what has not been read."),
        ["from"] = ("string", "The first moment, in the surface's form of times or Unix milliseconds."),
        ["to"] = ("string", "The last moment."),
        ["ids"] = ("string", "Ids with commas between."),
        ["q"] = ("string", "What to look for."),
    };

    /// <summary>One of a path.</summary>
    public static JsonObject InPath(string name) => Make(name, "path", isRequired: true);

    /// <summary>One of a query.</summary>
    public static JsonObject InQuery(string name) => Make(name, "query", isRequired: false);

    private static JsonObject Make(string name, string place, bool isRequired)
    {
        var (type, about) = Known.GetValueOrDefault(name, ("string", ""));
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (about.Length > 0)
            parameter["description"] = about;
        if (isRequired)
            parameter["required"] = true;
        parameter["schema"] = new JsonObject { ["type"] = type };
        return parameter;
    }
}
