using Parley.Dialects.Errors;

namespace Parley.Dialects.Social.Frames;

/// <summary>What can be wrong with a frame before the core hears of it.</summary>
internal enum FrameFault
{
    /// <summary>Not JSON, or not an object.</summary>
    MalformedJson,

    /// <summary>A binary frame.</summary>
    BinaryNotSupported,

    /// <summary>A <c>type</c> that is none of ours.</summary>
    UnknownType,

    /// <summary>An <c>action</c> that is none of ours.</summary>
    UnknownAction,

    /// <summary>A field that must be there is not.</summary>
    MissingField,
}

/// <summary>The codes and texts of those.</summary>
internal static class FrameFaults
{
    public static string CodeOf(FrameFault fault) => fault switch
    {
        FrameFault.MalformedJson => "malformed_json",
        FrameFault.BinaryNotSupported => "binary_not_supported",
        FrameFault.UnknownType => "unknown_type",
        FrameFault.UnknownAction => "unknown_action",
        FrameFault.MissingField => "missing_field",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a code."),
    };

    public static string TextOf(FrameFault fault, string? field, Language language) => (fault, language) switch
    {
        (FrameFault.MissingField, _) => ErrorTexts.Of(EdgeFault.MissingField, language, field),
        (FrameFault.MalformedJson, Language.English) => "The frame is not a JSON object.",
        (FrameFault.MalformedJson, _) => "消息不是有效的 JSON 对象",
        (FrameFault.BinaryNotSupported, Language.English) => "Binary frames are not supported.",
        (FrameFault.BinaryNotSupported, _) => "不支持二进制消息",
        (FrameFault.UnknownType, Language.English) => "The type is not known.",
        (FrameFault.UnknownType, _) => "未知的消息类型",
        (FrameFault.UnknownAction, Language.English) => "The action is not known.",
        (FrameFault.UnknownAction, _) => "未知的操作",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a text."),
    };
}
