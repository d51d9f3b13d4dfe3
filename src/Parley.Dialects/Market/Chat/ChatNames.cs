using Parley.Primitives;

namespace Parley.Dialects.Market.Chat;

/// <summary>The core's names of fields as this surface writes them.</summary>
internal static class ChatNames
{
    /// <summary>The refusal, with its field as the client knows it.</summary>
    public static Refusal Of(Refusal refusal) => refusal with { Field = Of(refusal.Field) };

    /// <summary>A field as the client knows it.</summary>
    public static string? Of(string? field) => field switch
    {
        "tempId" => "clientId",
        "fileUrl" => "content.url",
        "fileName" => "content.name",
        "duration" => "content.duration",
        _ => field,
    };
}
