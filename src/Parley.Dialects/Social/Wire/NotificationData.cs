using System.Buffers;
using System.Text.Json;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Dialects.Social.Wire;

/// <summary>A notification in this surface's words: the ids that it speaks of become UUIDs, their names snake_case.</summary>
internal static class NotificationData
{
    public static NotificationDto Of(Notification notification, bool isLive) => new()
    {
        Id = isLive ? null : notification.Id.Uuid(),
        NotificationId = notification.Id.Uuid(),
        Type = WireWords.Of(notification.Type),
        Title = notification.Title,
        Content = notification.Content,
        Data = notification.Data is { } data ? Translate(data) : null,
        IsRead = isLive ? null : notification.ReadAt is not null,
        CreatedAt = WireText.Time(notification.CreatedAt),
    };

    private static JsonElement Translate(string data)
    {
        using var source = JsonDocument.Parse(data);
        var target = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(target))
        {
            json.WriteStartObject();
            foreach (var property in source.RootElement.EnumerateObject())
            {
                json.WritePropertyName(WireWords.Field(property.Name)!);
                if (KindOf(property.Name) is { } kind && property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt64(out var id))
                    json.WriteStringValue(PublicId.ToUuid(kind, id));
                else
                    property.Value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        using var translated = JsonDocument.Parse(target.WrittenMemory);
        return translated.RootElement.Clone();
    }

    private static EntityKind? KindOf(string name) => name switch
    {
        "userId" => EntityKind.User,
        "groupId" or "conversationId" => EntityKind.Conversation,
        "messageId" => EntityKind.Message,
        "requestId" => EntityKind.FriendRequest,
        _ => null,
    };
}
