using Parley.Configuration;
using Parley.Messages;

namespace Parley.Dialects.Im;

/// <summary>Bounds of the Im surface (section <c>Im</c>).</summary>
public sealed class ImOptions
{
    /// <summary>How long a message may be without its acknowledgement before it is sent again. Default 10 s; 100 ms to 10 min.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is sent again; after that at the next connection. Default 3; 0 to 10.</summary>
    public int Redeliveries { get; init; } = 3;

    /// <summary>How long a client may say nothing at all, pongs included, before its connection is given up. Default 75 s; 1 s to 1 h.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>The longest frame, in bytes. Default 4 MiB, so that a text of a million characters is told what is wrong with it; 64 KiB to 64 MiB.</summary>
    public int MaxFrame { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many bytes may wait for a client that doesn't read. Default 1 MiB; 64 KiB to 64 MiB.</summary>
    public int MaxQueued { get; init; } = 1024 * 1024;

    /// <summary>How many sends of a connection may be under way before it isn't read. Default 32; 1 to 1,000.</summary>
    public int SendsInFlight { get; init; } = 32;

    /// <summary>Who may write to whom here, unless the tenant says otherwise. Default anybody: those who meet by an order are strangers.</summary>
    public ContactPolicy ContactPolicy { get; init; } = ContactPolicy.Open;

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static ImOptions Read(Settings settings)
    {
        var defaults = new ImOptions();
        return new ImOptions
        {
            AckTimeout = settings.Span("Im:AckTimeout", defaults.AckTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            Redeliveries = settings.Integer("Im:Redeliveries", defaults.Redeliveries, 0, 10),
            SilenceTimeout = settings.Span("Im:SilenceTimeout", defaults.SilenceTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            MaxFrame = settings.Integer("Im:MaxFrame", defaults.MaxFrame, 64 * 1024, 64 * 1024 * 1024),
            MaxQueued = settings.Integer("Im:MaxQueued", defaults.MaxQueued, 64 * 1024, 64 * 1024 * 1024),
            SendsInFlight = settings.Integer("Im:SendsInFlight", defaults.SendsInFlight, 1, 1000),
            ContactPolicy = settings.Word<ContactPolicy>("Im:ContactPolicy") ?? defaults.ContactPolicy,
        };
    }
}
