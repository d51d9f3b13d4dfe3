using Parley.Configuration;

namespace Parley.Moderation;

/// <summary>What counts as spam, and what it takes to be banned without anybody's doing.</summary>
public sealed record ModerationOptions
{
    /// <summary>From so many different conversations on within a minute the same text is spam: 10, from 2 to 1,000 (<c>Moderation:SameTextPeople</c>).</summary>
    public int SameTextPeople { get; init; } = 10;

    /// <summary>How long an account counts as new: 24 h, from 0 to 365 d (<c>Moderation:NewcomerAge</c>).</summary>
    public TimeSpan NewcomerAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether anybody is banned automatically: true (<c>Moderation:AutomaticBans</c>).</summary>
    public bool AutomaticBans { get; init; } = true;

    /// <summary>For how long reports and hits add up: 3 d, from 1 min to 90 d (<c>Moderation:Window</c>).</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(3);

    /// <summary>After each such time a report or hit weighs half of what it did: 24 h, from 1 min to 90 d (<c>Moderation:HalfLife</c>).</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The sum that leads to a ban: 15, from 1 to 10,000 (<c>Moderation:BanThreshold</c>). With the weights below: three different people, or five hits.</summary>
    public int BanThreshold { get; init; } = 15;

    /// <summary>What each different person adds who reports somebody: 5, from 0 to 10,000 (<c>Moderation:ReportWeight</c>).</summary>
    public int ReportWeight { get; init; } = 5;

    /// <summary>What each message adds that was refused or flagged for its content: 3, from 0 to 10,000 (<c>Moderation:HitWeight</c>).</summary>
    public int HitWeight { get; init; } = 3;

    /// <summary>
    /// How old an account must be for its reports to count, unless the one reported has written to it: 24 h, from 0 to 365 d
    /// (<c>Moderation:ReporterAge</c>). Accounts made for the purpose get nobody banned.
    /// </summary>
    public TimeSpan ReporterAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long the first automatic ban lasts; each further one within a year twice as long: 24 h, from 1 min to 365 d (<c>Moderation:BanLength</c>).</summary>
    public TimeSpan BanLength { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long an automatic ban lasts at most: 30 d, from 1 min to 3,650 d (<c>Moderation:LongestBan</c>).</summary>
    public TimeSpan LongestBan { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What the person is told (<c>Moderation:BanReason</c>), up to 500 characters; stored, so it is in the product's first language.</summary>
    public string BanReason { get; init; } = "多次被举报或发送违规内容，系统自动限时封禁";

    /// <summary>What becomes of a message with a mobile number: nothing, or <c>reject</c>, <c>mask</c>, <c>flag</c> (<c>Moderation:Phones</c>).</summary>
    public WordAction? Phones { get; init; }

    /// <summary>The same for a payment card's number (<c>Moderation:Cards</c>).</summary>
    public WordAction? Cards { get; init; }

    /// <summary>The same for an identity card's number (<c>Moderation:IdCards</c>).</summary>
    public WordAction? IdCards { get; init; }

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static ModerationOptions Read(Settings settings)
    {
        var defaults = new ModerationOptions();
        var minute = TimeSpan.FromMinutes(1);
        var reason = settings.Text("Moderation:BanReason") ?? defaults.BanReason;
        return new ModerationOptions
        {
            SameTextPeople = settings.Integer("Moderation:SameTextPeople", defaults.SameTextPeople, 2, 1_000),
            NewcomerAge = settings.Span("Moderation:NewcomerAge", defaults.NewcomerAge, TimeSpan.Zero, TimeSpan.FromDays(365)),
            AutomaticBans = settings.Flag("Moderation:AutomaticBans", defaults.AutomaticBans),
            Window = settings.Span("Moderation:Window", defaults.Window, minute, TimeSpan.FromDays(90)),
            HalfLife = settings.Span("Moderation:HalfLife", defaults.HalfLife, minute, TimeSpan.FromDays(90)),
            BanThreshold = settings.Integer("Moderation:BanThreshold", defaults.BanThreshold, 1, 10_000),
            ReportWeight = settings.Integer("Moderation:ReportWeight", defaults.ReportWeight, 0, 10_000),
            HitWeight = settings.Integer("Moderation:HitWeight", defaults.HitWeight, 0, 10_000),
            ReporterAge = settings.Span("Moderation:ReporterAge", defaults.ReporterAge, TimeSpan.Zero, TimeSpan.FromDays(365)),
            BanLength = settings.Span("Moderation:BanLength", defaults.BanLength, minute, TimeSpan.FromDays(365)),
            LongestBan = settings.Span("Moderation:LongestBan", defaults.LongestBan, minute, TimeSpan.FromDays(3_650)),
            Phones = settings.Word<WordAction>("Moderation:Phones"),
            Cards = settings.Word<WordAction>("Moderation:Cards"),
            IdCards = settings.Word<WordAction>("Moderation:IdCards"),
            BanReason = reason.Length <= 500 ? reason : throw new SettingException("Moderation:BanReason", "up to 500 characters", $"{reason.Length} characters"),
        };
    }
}
