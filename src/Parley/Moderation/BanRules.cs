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
        if (Score(suspect, options, nowMs) < options.BanThreshold)
            return null;
        var length = options.BanLength.TotalMilliseconds * Math.Pow(2, Math.Min(suspect.EarlierBans, 30));
        return new AutomaticBan(nowMs + (long)Math.Min(length, options.LongestBan.TotalMilliseconds), options.BanReason, nowMs);
    }

    /// <summary>What stands against a person now: each report and hit by its weight, half of it for each half-life that has gone by since.</summary>
    public static double Score(Suspect suspect, ModerationOptions options, long nowMs)
    {
        return (suspect.Reports.Sum(Left) * options.ReportWeight) + (suspect.Hits.Sum(Left) * options.HitWeight);

        // In steps: what comes together counts whole, and a second between nodes' clocks makes no difference.
        double Left(long at) => Math.Pow(0.5, Math.Floor(Math.Max(0, nowMs - at) / options.HalfLife.TotalMilliseconds));
    }

    private static long Ago(long nowMs, TimeSpan time) => nowMs - (long)time.TotalMilliseconds;
}
