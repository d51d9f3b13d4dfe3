using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Social.Wire;

/// <summary>This surface's JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboundFrame))]
[JsonSerializable(typeof(FriendRequestBody))]
[JsonSerializable(typeof(MessageBodyDto))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(MembersBody))]
[JsonSerializable(typeof(RoleBody))]
[JsonSerializable(typeof(SyncDto))]
[JsonSerializable(typeof(GroupChangedDto))]
[JsonSerializable(typeof(PersonDto))]
[JsonSerializable(typeof(NotificationDto))]
[JsonSerializable(typeof(MessageDto))]
[JsonSerializable(typeof(GroupDto))]
[JsonSerializable(typeof(UnreadDto))]
[JsonSerializable(typeof(UnreadListDto))]
[JsonSerializable(typeof(ReadDto))]
[JsonSerializable(typeof(MarkedDto))]
[JsonSerializable(typeof(ErrorDto))]
[JsonSerializable(typeof(ListDto<MessageDto>))]
[JsonSerializable(typeof(ListDto<PersonDto>))]
[JsonSerializable(typeof(ListDto<GroupDto>))]
[JsonSerializable(typeof(ListDto<NotificationDto>))]
[JsonSerializable(typeof(ListDto<PresenceDto>))]
internal sealed partial class SocialJson : JsonSerializerContext
{
    /// <summary>With text as it is: Chinese is not escaped. For bodies that are never put into HTML.</summary>
    public static SocialJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = PlainJsonEncoder.Instance,
    });
}
