using System.Globalization;
using System.Text.Json;
using Parley.Messages;

namespace Parley.Dialects.Im.Wire;

/// <summary>A place, as it is kept with its message: degrees, and what it is called.</summary>
internal sealed record ImPlace(double Lat, double Lng, string? Address)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxAddress = 200;

    /// <summary>The place of a message; null where it came from a surface that has no degrees.</summary>
    public static ImPlace? Of(MessageBody body) =>
        body.Data is { } data && JsonSerializer.Deserialize(data, ImJson.Default.ImPlace) is { } place ? place : null;

    /// <summary>The message's body. Surfaces without places show its text.</summary>
    public MessageBody ToBody()
    {
        var text = Address ?? string.Create(CultureInfo.InvariantCulture, $"{Lat},{Lng}");
        return new MessageBody(MessageType.Location, text, Data: JsonSerializer.Serialize(this, ImJson.Default.ImPlace));
    }
}
