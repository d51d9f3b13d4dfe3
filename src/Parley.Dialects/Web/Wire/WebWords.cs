using Parley.Messages;

namespace Parley.Dialects.Web.Wire;

/// <summary>The core's enums in this surface's numbers (document 004, 2.1.4; 5 and 6 are added).</summary>
internal static class WebWords
{
    /// <summary>A message's status: stored. (2, failed, and 3, on its way, are the client's own.)</summary>
    public const int Sent = 1;

    /// <summary>A message's type.</summary>
    public static int Of(MessageType type) => type switch
    {
        MessageType.Text => 1,
        MessageType.Image => 2,
        MessageType.File => 3,
        MessageType.System or MessageType.Order => 4,
        MessageType.Voice => 5,
        MessageType.Location => 6,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A message type without a number."),
    };

    /// <summary>A type that a client may send; absent means text.</summary>
    public static bool TryParse(int? number, out MessageType type)
    {
        type = number switch
        {
            null or 1 => MessageType.Text,
            2 => MessageType.Image,
            3 => MessageType.File,
            5 => MessageType.Voice,
            6 => MessageType.Location,
            _ => 0,
        };
        return type != 0;
    }
}
