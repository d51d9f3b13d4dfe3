using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// Reports, hits and automatic bans at rest. Whatever counts against a person is added under the lock of that person's row, together with the
/// ban that it may lead to: of reports that come at once the one that reaches the threshold sees the others.
/// </summary>
public interface IModerationStore
{
    /// <summary>
    /// Adds a report, unless one of the same reporter on the same person and message is open. Whether it counts is decided here: the reporter's
    /// account is older than <see cref="CountingRule.ReporterBornBefore"/> or has been written to by the target, and the target is not banned.
    /// </summary>
    /// <param name="judge">Whether the target is to be banned; pure, may run again after a serialisation failure.</param>
    /// <returns>The report as stored, or the open one; <see cref="ChatError.UserNotFound"/> when there is no such target in the tenant.</returns>
    Task<Outcome<AddedReport>> AddReportAsync(Report report, CountingRule rule, Func<Suspect, AutomaticBan?> judge, CancellationToken cancel);

    /// <summary>Adds a hit, unless there is one of the same person and fingerprint within the hour.</summary>
    /// <param name="judge">As above.</param>
    Task<AddedHit> AddHitAsync(Hit hit, CountingRule rule, Func<Suspect, AutomaticBan?> judge, CancellationToken cancel);

    /// <summary>Deletes what was kept around the messages of some reports that were decided on before a time; how many messages went.</summary>
    Task<int> DeleteReportMessagesAsync(long beforeMs, CancellationToken cancel);

    /// <summary>A tenant's reports after one, by id.</summary>
    Task<IReadOnlyList<Report>> ListReportsAsync(TenantId tenant, ReportId after, int limit, CancellationToken cancel);

    /// <summary>A tenant's hits after one, by id.</summary>
    Task<IReadOnlyList<Hit>> ListHitsAsync(TenantId tenant, HitId after, int limit, CancellationToken cancel);

    /// <summary>A tenant's hits, newest first.</summary>
    /// <param name="before">Only those before this one; none: from the newest.</param>
    Task<IReadOnlyList<Hit>> ListNewestHitsAsync(TenantId tenant, HitFilter filter, HitId before, int limit, CancellationToken cancel);

    /// <summary>One of a tenant's hits.</summary>
    Task<Hit?> FindHitAsync(TenantId tenant, HitId id, CancellationToken cancel);

    /// <summary>Deletes hits older than a time; returns how many (at most a few thousand a call).</summary>
    Task<int> DeleteHitsAsync(long beforeMs, CancellationToken cancel);
}

/// <summary>What counts against a person.</summary>
/// <param name="Since">Unix ms: only what came later counts, and only what came after the last automatic ban.</param>
/// <param name="BansSince">Unix ms: automatic bans from then on are counted.</param>
/// <param name="ReporterBornBefore">Unix ms: accounts made earlier may report whom they like.</param>
public readonly record struct CountingRule(long Since, long BansSince, long ReporterBornBefore);

/// <summary>Somebody who has been reported or has sent what is not allowed, with all that counts.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Status">Whether it may act, as it is now.</param>
/// <param name="BannedUntil">Unix ms at which a ban ends; null: for good.</param>
/// <param name="Reports">When each of the different people whose reports count did so last, Unix ms.</param>
/// <param name="Hits">When there was each hit that counts, Unix ms.</param>
/// <param name="EarlierBans">How many automatic bans there were.</param>
public sealed record Suspect(UserId UserId, Role Role, AccountStatus Status, long? BannedUntil, IReadOnlyList<long> Reports, IReadOnlyList<long> Hits, int EarlierBans);

/// <summary>A ban that nobody spoke.</summary>
/// <param name="Until">Unix ms.</param>
/// <param name="Reason">What the person is told.</param>
/// <param name="At">Unix ms.</param>
public sealed record AutomaticBan(long Until, string Reason, long At);

/// <summary>What came of a report.</summary>
/// <param name="Report">The report.</param>
/// <param name="IsNew">False: the same was open already.</param>
/// <param name="Ban">The ban that it led to, or null.</param>
public sealed record AddedReport(Report Report, bool IsNew, AutomaticBan? Ban);

/// <summary>What came of a hit.</summary>
/// <param name="IsNew">False: it was there already.</param>
/// <param name="Ban">The ban that it led to, or null.</param>
public sealed record AddedHit(bool IsNew, AutomaticBan? Ban);
