using System.Globalization;
using System.Text.Json;
using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary>A place, as it is kept with its message: degrees, and what it is called.</summary>
internal sealed record Place(double Lat, double Lng, string? Address)
{
    private const int MaxAddress = 200;

    /// <summary>The message that shows the place that a client's <c>content</c> names. Surfaces without places show its text.</summary>
    public static Outcome<MessageBody> Read(JsonElement content)
    {
        if (!TryDegrees(content, "lat", 90, out var lat))
            return FieldRules.Invalid("content.lat", 90);
        if (!TryDegrees(content, "lng", 180, out var lng))
            return FieldRules.Invalid("content.lng", 180);
        if (!ChatContent.TryText(content, "address", out var address) || !ChatContent.TryText(content, "text", out var text))
            return FieldRules.Invalid("content.address");
        address = string.IsNullOrWhiteSpace(address) ? null : address;
        if (address?.Length > MaxAddress)
            return FieldRules.Invalid("content.address", MaxAddress);
        var shown = string.IsNullOrWhiteSpace(text) ? address ?? string.Create(CultureInfo.InvariantCulture, $"{lat},{lng}") : text;
        return new MessageBody(MessageType.Location, shown, Data: JsonSerializer.Serialize(new Place(lat, lng, address), ChatJson.Default.Place));
    }

    private static bool TryDegrees(JsonElement content, string name, double most, out double degrees)
    {
        degrees = 0;
        return content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out degrees)
            && double.IsFinite(degrees) && Math.Abs(degrees) <= most;
    }
}
