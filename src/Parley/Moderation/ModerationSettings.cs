using Parley.Configuration;

namespace Parley.Moderation;

/// <summary>What of <see cref="ModerationOptions"/> operators may change while the server runs: all of it.</summary>
public static class ModerationSettings
{
    /// <summary>The settings.</summary>
    public static IReadOnlyList<ChangeableSetting> All { get; } =
    [
        new("Moderation:Phones", "What becomes of a message with a mobile number: nothing where empty, or it is refused, masked or flagged."),
        new("Moderation:Cards", "What becomes of a message with a payment card's number."),
        new("Moderation:IdCards", "What becomes of a message with an identity card's number."),
        new("Moderation:SameTextPeople", "To how many people within a minute the same text is spam."),
        new("Moderation:NewcomerAge", "How long an account counts as new."),
        new("Moderation:AutomaticBans", "Whether anybody is banned automatically."),
        new("Moderation:BanThreshold", "The sum of reports and hits that leads to an automatic ban."),
        new("Moderation:ReportWeight", "What each different person adds who reports somebody."),
        new("Moderation:HitWeight", "What each message adds that was refused or flagged."),
        new("Moderation:Window", "For how long reports and hits add up."),
        new("Moderation:HalfLife", "After which time a report or hit weighs half of what it did."),
        new("Moderation:ReporterAge", "How old an account must be for its reports to count."),
        new("Moderation:BanLength", "How long the first automatic ban lasts."),
        new("Moderation:LongestBan", "How long an automatic ban lasts at most."),
        new("Moderation:BanReason", "What the person is told who is banned automatically."),
    ];
}
