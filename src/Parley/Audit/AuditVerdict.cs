namespace Parley.Audit;

/// <summary>What a check of the audit trail came to.</summary>
/// <param name="Fault">The first thing that is wrong.</param>
/// <param name="Checked">How many lines were found in order before it.</param>
/// <param name="Head">Where the chain stands.</param>
/// <param name="Seq">The number in the chain of the line that is wrong; 0 where it has none.</param>
/// <param name="EntryId">Its id, where there is a line.</param>
public sealed record AuditVerdict(AuditFault Fault, long Checked, AuditHead Head, long Seq = 0, long? EntryId = null);
