using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Parley.Dialects.Json;

namespace Parley.Dialects.OpenApi;

/// <summary>JSON Schemas from the contracts that read and write, each object once under <c>#/components/schemas</c>.</summary>
internal sealed class ApiSchemas
{
    private const string Root = "Parley.Dialects.";
    private readonly JsonSchemaExporterOptions _options;
    private readonly Dictionary<string, Type> _named = new(StringComparer.Ordinal);

    public ApiSchemas() => _options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };

    /// <summary>What was referred to so far.</summary>
    public JsonObject Components { get; } = [];

    /// <summary>The schema of a contract.</summary>
    public JsonNode Of(JsonTypeInfo contract) => contract.GetJsonSchemaAsNode(_options);

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject fields)
            return OfConverter(context.TypeInfo.Type); // written by hand: the exporter can't see how
        var isNull = fields["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");
        if (fields.ContainsKey("$ref"))
            return Reference(NameOf(context.TypeInfo.Type), isNull: false); // of a type within itself
        if (context.TypeInfo.Kind is not JsonTypeInfoKind.Object)
            return schema;
        var name = NameOf(context.TypeInfo.Type);
        if (_named.TryAdd(name, context.TypeInfo.Type))
        {
            fields["type"] = "object";
            Components[name] = fields;
        }
        else if (_named[name] != context.TypeInfo.Type)
        {
            throw new InvalidOperationException($"{_named[name]} and {context.TypeInfo.Type} would both be called {name}.");
        }

        return Reference(name, isNull);
    }

    private static JsonObject OfConverter(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) == typeof(WireId) ? new JsonObject { ["type"] = new JsonArray("string", "integer"), ["description"] = "An id: UUID, or its number as digits or a number." }
        : (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTime) ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
        : [];

    private static JsonObject Reference(string name, bool isNull)
    {
        var reference = new JsonObject { ["$ref"] = "#/components/schemas/" + name };
        return isNull ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    // The surface's area before the type's name: two surfaces may mean different things by a "message".
    private static string NameOf(Type type)
    {
        var space = type.Namespace ?? "";
        var area = space.StartsWith(Root, StringComparison.Ordinal) ? space[Root.Length..].Split('.').Where(part => part is not "Wire") : [];
        return string.Join('.', area.Append(ShortNameOf(type)));
    }

    private static string ShortNameOf(Type type)
    {
        if (type.IsArray)
            return ShortNameOf(type.GetElementType()!) + "List";
        if (!type.IsGenericType)
            return type.Name;
        var arguments = string.Join("And", type.GetGenericArguments().Select(ShortNameOf));
        var name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        return name == "IReadOnlyList" ? arguments + "List" : $"{name}Of{arguments}";
    }
}
