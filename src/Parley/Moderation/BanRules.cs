using Parley.Accounts;

namespace Parley.Moderation;

/// <summary>Who is banned without anybody's doing, and for how long: pure decisions, made under the lock of the person's row.</summary>
public static class BanRules
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(365);

    /// <summary>What counts at a time.</summary>
    public static CountingRule CountingAt(long nowMs, ModerationOptions options) =>
        new(Ago(nowMs, options.Window), Ago(nowMs, Memory), Ago(nowMs, options.ReporterAge));

    /// <summary>
    /// The ban that a person has brought upon itself, or null. Only customers and providers; never one who is banned or disabled already: that
    /// is somebody's decision, and no shorter one takes its place.
    /// </summary>
    public static AutomaticBan? Judge(Suspect suspect, ModerationOptions options, long nowMs)
    {
        if (!options.AutomaticBans || suspect.Role >= Role.Agent || Account.Refuse(suspect.Status, suspect.BannedUntil, null, nowMs) is not null)
            return null;
        var sum = ((long)suspect.Reporters * options.ReportWeight) + ((long)suspect.Hits * options.HitWeight);
        if (sum < options.BanThreshold)
            return null;
        var length = options.BanLength.TotalMilliseconds * Math.Pow(2, Math.Min(suspect.EarlierBans, 30));
        return new AutomaticBan(nowMs + (long)Math.Min(length, options.LongestBan.TotalMilliseconds), options.BanReason, nowMs);
    }

    private static long Ago(long nowMs, TimeSpan time) => nowMs - (long)time.TotalMilliseconds;
}
