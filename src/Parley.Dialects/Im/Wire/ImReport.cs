namespace Parley.Dialects.Im.Wire;

/// <summary>A report as its reporter sees it.</summary>
internal sealed record ImReport(long Id, long TargetUserId, long? MessageId, string Reason, string? Detail, long CreatedAt);
