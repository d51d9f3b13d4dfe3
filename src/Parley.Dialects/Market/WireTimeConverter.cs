using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Dialects.Market;

/// <summary>Writes times with all three digits of their milliseconds, as JavaScript's <c>toISOString</c> does; the framework leaves zeros out.</summary>
internal sealed class WireTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[24];
        value.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
