using Parley.Configuration;

namespace Parley.Files;

/// <summary>Where files lie and how large they may be (section <c>Files</c>). Sizes are bytes.</summary>
public sealed record FilesOptions
{
    private const long Mebibyte = 1024 * 1024;
    private const long Most = 1024 * Mebibyte;

    /// <summary>The folder of the bytes. Default <c>files</c> under the data folder. All nodes of one installation must see the same.</summary>
    public required string Path { get; init; }

    /// <summary>The largest image. Default 5 MiB (WIRE, Common); 1 KiB to 1 GiB, as the others.</summary>
    public long MaxImage { get; init; } = 5 * Mebibyte;

    /// <summary>The largest sound, voice messages above all. Default 10 MiB (WIRE, Common).</summary>
    public long MaxVoice { get; init; } = 10 * Mebibyte;

    /// <summary>The largest file of any other kind. Default 20 MiB (WIRE, Common); a surface may have a smaller bound.</summary>
    public long MaxOther { get; init; } = 20 * Mebibyte;

    /// <summary>How much all files of one person may take. Default 10 GiB; 0: any amount.</summary>
    public long UserQuota { get; init; } = 10 * 1024 * Mebibyte;

    /// <summary>How many uploads of one person may be under way. Default 8; 1 to 100.</summary>
    public int UploadsAtOnce { get; init; } = 8;

    /// <summary>How long an upload may take. Default 30 min: 20 MiB over a poor connection; 1 s to 1 day.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a file stays that no message has. Default 24 h; 1 h to 30 d.</summary>
    public TimeSpan UnusedLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a signed link is good, at least. Default 24 h: a client that was open all day still shows its pictures; 1 min to 30 d.</summary>
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// What stands before the path in links, like <c>https://chat.example.com</c>. Default nothing: links are paths on the server that told them,
    /// since a client's own word for where it is (the Host header) must not end up in what others are told.
    /// </summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>The largest file of a kind.</summary>
    public long MostOf(FileKind kind) => kind switch
    {
        FileKind.Image => MaxImage,
        FileKind.Audio => MaxVoice,
        FileKind.Other => MaxOther,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a bound."),
    };

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <param name="data">The data folder.</param>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static FilesOptions Read(Settings settings, string data) => new()
    {
        Path = System.IO.Path.GetFullPath(settings.Text("Files:Path") ?? System.IO.Path.Combine(data, "files")),
        MaxImage = settings.Number("Files:MaxImage", 5 * Mebibyte, 1024, Most),
        MaxVoice = settings.Number("Files:MaxVoice", 10 * Mebibyte, 1024, Most),
        MaxOther = settings.Number("Files:MaxOther", 20 * Mebibyte, 1024, Most),
        UserQuota = settings.Number("Files:UserQuota", 10 * 1024 * Mebibyte, 0, long.MaxValue),
        UploadsAtOnce = settings.Integer("Files:UploadsAtOnce", 8, 1, 100),
        UploadTimeout = settings.Span("Files:UploadTimeout", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        UnusedLife = settings.Span("Files:UnusedLife", TimeSpan.FromHours(24), TimeSpan.FromHours(1), TimeSpan.FromDays(30)),
        LinkLife = settings.Span("Files:LinkLife", TimeSpan.FromHours(24), TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
        PublicUrl = ReadPublicUrl(settings),
    };

    private static string ReadPublicUrl(Settings settings)
    {
        const string Key = "Files:PublicUrl";
        if (settings.Text(Key) is not { } text)
            return "";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { Query: "", Fragment: "", UserInfo: "" }
            ? text.TrimEnd('/')
            : throw new SettingException(Key, "a URL like https://chat.example.com", text);
    }
}
