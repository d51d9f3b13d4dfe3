using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Json;

namespace Parley.SocketIO.Packets;

/// <summary>
/// How an application's types are read and written: the options that it gave, completed with the converters for bytes. Read-only after
/// construction, so any thread may use it.
/// </summary>
internal sealed class Payloads
{
    private readonly JsonSerializerOptions _options;

    public Payloads(JsonSerializerOptions options)
    {
        _options = new JsonSerializerOptions(options);
        _options.Converters.Add(new ByteArrayConverter());
        _options.Converters.Add(new ByteMemoryConverter());
        if (JsonSerializer.IsReflectionEnabledByDefault)
            AddReflection(_options);
        _options.MakeReadOnly();
        WriterOptions = new JsonWriterOptions { Encoder = _options.Encoder ?? PlainJsonEncoder.Instance, SkipValidation = true };
    }

    /// <summary>As the application has it for its types.</summary>
    public JsonWriterOptions WriterOptions { get; }

    /// <summary>Writes a value by its contract. The plainest types need none.</summary>
    public void Write<T>(Utf8JsonWriter json, T value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            default:
                WriteByContract(json, value);
                break;
        }
    }

    /// <summary>Reads one value, and leaves the reader at its last token.</summary>
    /// <exception cref="PayloadException">It is not of that type.</exception>
    public T? Read<T>(ref Utf8JsonReader reader)
    {
        try
        {
            if (typeof(T) == typeof(JsonElement))
                return (T)(object)JsonElement.ParseValue(ref reader);
            if (typeof(T) == typeof(string))
                return (T?)(object?)reader.GetString();
            return JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)));
        }
        catch (Exception fault) when (fault is not (NotSupportedException or OutOfMemoryException)) // converters and constructors are the application's
        {
            throw new PayloadException($"An argument is not of type {typeof(T).Name}.", fault);
        }
    }

    private void WriteByContract<T>(Utf8JsonWriter json, [DisallowNull] T value)
    {
        if (typeof(T).IsValueType || typeof(T).IsSealed)
            JsonSerializer.Serialize(json, value, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)));
        else
            JsonSerializer.Serialize(json, value, _options.GetTypeInfo(value.GetType()));
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where the application has reflection on.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the application has reflection on.")]
    private static void AddReflection(JsonSerializerOptions options) => options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
}
