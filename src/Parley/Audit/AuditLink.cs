namespace Parley.Audit;

/// <summary>A line of the audit trail in its chain.</summary>
/// <param name="Seq">Its number, from 1 without holes.</param>
/// <param name="Hash">Over itself and the hash of the line before (<see cref="AuditChain"/>).</param>
/// <param name="Entry">The line.</param>
public sealed record AuditLink(long Seq, byte[] Hash, AuditEntry Entry);
