using Parley.Configuration;
using Parley.Messages;

namespace Parley.Dialects.Market.Chat;

/// <summary>Settings of Market's chat (section <c>Market</c>).</summary>
public sealed class MarketOptions
{
    /// <summary>Who may write to whom here, unless the tenant says otherwise. Default anybody in the tenant: document 001 names no bound.</summary>
    public ContactPolicy ContactPolicy { get; init; } = ContactPolicy.Open;

    /// <summary>The longest text, in Unicode scalar values. Default 1,000 (document 001, <c>JINBEAN_MAX_MESSAGE_LENGTH</c>); 1 to 10,000.</summary>
    public int MaxTextLength { get; init; } = MessageText.DefaultMaxLength;

    /// <summary>The largest file that is neither an image nor a sound, in bytes. Default 10 MB (document 001, <c>MAX_FILE_SIZE</c>); 1 byte to 1 GiB, and never above <c>Files:MaxOther</c>.</summary>
    public int MaxFileSize { get; init; } = 10 * 1024 * 1024;

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static MarketOptions Read(Settings settings) => new()
    {
        ContactPolicy = settings.Word<ContactPolicy>("Market:ContactPolicy") ?? ContactPolicy.Open,
        MaxTextLength = settings.Integer("Market:MaxTextLength", MessageText.DefaultMaxLength, 1, 10_000),
        MaxFileSize = settings.Integer("Market:MaxFileSize", 10 * 1024 * 1024, 1, 1024 * 1024 * 1024),
    };
}
