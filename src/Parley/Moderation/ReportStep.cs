using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>What somebody does about a report.</summary>
/// <param name="To">Where it is then; never back to open.</param>
/// <param name="By">Who.</param>
/// <param name="At">Unix ms.</param>
/// <param name="Note">A word for those who look after the tenant; null keeps the one that is there.</param>
/// <param name="Told">What the reporter is told, inserted with it.</param>
public sealed record ReportStep(ReportState To, UserId By, long At, string? Note, Func<Report, Notification>? Told);
