using System.Text.Json;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary><c>notification</c>.</summary>
internal sealed record NotificationEvent(string Id, string Type, string Title, string Content, JsonElement? Data, bool IsRead, DateTime CreatedAt);
