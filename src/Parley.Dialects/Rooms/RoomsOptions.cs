using Parley.Configuration;
using Parley.Messages;

namespace Parley.Dialects.Rooms;

/// <summary>Settings of the Rooms surface (section <c>Rooms</c>).</summary>
public sealed class RoomsOptions
{
    /// <summary>The longest text, in Unicode scalar values (document 002, 2.3).</summary>
    public const int MaxTextLength = 500;

    /// <summary>Who may write to whom here, unless the tenant says otherwise. Default one message until there is an answer (document 002, 4.1).</summary>
    public ContactPolicy ContactPolicy { get; init; } = ContactPolicy.FirstContact;

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static RoomsOptions Read(Settings settings) => new()
    {
        ContactPolicy = settings.Word<ContactPolicy>("Rooms:ContactPolicy") ?? ContactPolicy.FirstContact,
    };
}
