using Parley.Dialects.Errors;
using Parley.Dialects.Json;
using Parley.Primitives;

namespace Parley.Dialects.Sockets;

/// <summary>What can be wrong with an event before the core hears of it, as errors that every surface over Socket.IO tells in its own form.</summary>
internal static class SocketFault
{
    /// <summary>An event that the surface doesn't have.</summary>
    public static WireError UnknownEvent(Language language) =>
        new(0, "unknown_event", language == Language.English ? "The event is not known." : "未知的事件");

    /// <summary>A field that must be there is not.</summary>
    /// <param name="field">In the core's words.</param>
    public static WireError Missing(string field, Language language) => WireError.Of(EdgeFault.MissingField, language, field);

    /// <summary>A field has a value that it can't have.</summary>
    /// <param name="field">In the core's words.</param>
    public static WireError Invalid(string field, Language language) => Of(new Refusal(ChatError.InvalidField, field), language);

    /// <summary>The server failed.</summary>
    public static WireError Internal(Language language) => WireError.Of(EdgeFault.Internal, language);

    /// <summary>A refusal of the core's.</summary>
    public static WireError Of(Refusal refusal, Language language) => WireError.Of(refusal, 0, language);

    /// <summary>An argument that is no JSON object, or has a field of a wrong type.</summary>
    public static WireError Of(JsonFault fault, Language language) => fault.Kind switch
    {
        JsonFaultKind.Malformed => WireError.Of(EdgeFault.MalformedJson, language),
        JsonFaultKind.TextInvalid => Of(new Refusal(ChatError.TextInvalid, fault.Field), language),
        _ => Invalid(fault.Field ?? "", language),
    };
}
