using Parley.Configuration;

namespace Parley.Moderation;

/// <summary>What of <see cref="ModerationOptions"/> operators may change while the server runs: all of it.</summary>
public static class ModerationSettings
{
    /// <summary>The settings.</summary>
    public static IReadOnlyList<ChangeableSetting> All { get; } =
    [
        new("Moderation:Phones", "What becomes of a message with a mobile number: nothing where empty, or it is refused, masked or flagged.", "消息中有手机号时怎么处理：留空则不处理，或拒绝（reject）、打码（mask）、标记（flag）。"),
        new("Moderation:Cards", "What becomes of a message with a payment card's number.", "消息中有银行卡号时怎么处理：留空则不处理，或拒绝（reject）、打码（mask）、标记（flag）。"),
        new("Moderation:IdCards", "What becomes of a message with an identity card's number.", "消息中有身份证号时怎么处理：留空则不处理，或拒绝（reject）、打码（mask）、标记（flag）。"),
        new("Moderation:SameTextPeople", "To how many people within a minute the same text is spam.", "一分钟内把相同内容发给多少人算作垃圾信息。"),
        new("Moderation:NewcomerAge", "How long an account counts as new.", "账号注册后多久之内算新账号。"),
        new("Moderation:AutomaticBans", "Whether anybody is banned automatically.", "是否自动封禁。"),
        new("Moderation:BanThreshold", "The sum of reports and hits that leads to an automatic ban.", "举报和命中累计到多少分就自动封禁。"),
        new("Moderation:ReportWeight", "What each different person adds who reports somebody.", "每有一个不同的人举报，加多少分。"),
        new("Moderation:HitWeight", "What each message adds that was refused or flagged.", "每有一条消息被拒绝或标记，加多少分。"),
        new("Moderation:Window", "For how long reports and hits add up.", "举报和命中在多长时间内累计。"),
        new("Moderation:HalfLife", "After which time a report or hit weighs half of what it did.", "过多久，一次举报或命中的分值减半。"),
        new("Moderation:ReporterAge", "How old an account must be for its reports to count.", "账号注册多久之后，它的举报才算数。"),
        new("Moderation:BanLength", "How long the first automatic ban lasts.", "第一次自动封禁多久。"),
        new("Moderation:LongestBan", "How long an automatic ban lasts at most.", "自动封禁最长多久。"),
        new("Moderation:BanReason", "What the person is told who is banned automatically.", "告诉被自动封禁的人的理由。"),
    ];
}
