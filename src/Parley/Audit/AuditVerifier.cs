using System.Security.Cryptography;

namespace Parley.Audit;

/// <summary>Walks the chain of the audit trail and finds the first line that is not in order. Also while it is written to.</summary>
public sealed class AuditVerifier(IAuditStore store, AuditChain chain)
{
    private const int LinesAPage = 1000;

    /// <summary>Checks all of it up to where it stood at the beginning.</summary>
    /// <param name="noted">A point that was noted earlier, which the chain must go through; null: none.</param>
    public async Task<AuditVerdict> VerifyAsync(AuditPoint? noted, CancellationToken cancel)
    {
        var head = await store.ReadHeadAsync(cancel);
        var (at, previous, count) = (head.BaseSeq, head.BaseHash, 0L);
        var passed = noted is null || (noted.Seq <= at && (noted.Seq < at || Is(noted, previous)));
        while (at < head.Seq)
        {
            var page = await store.ReadChainAsync(at, LinesAPage, cancel);
            if ((page.Count == 0 || page[0].Seq != at + 1) && await store.ReadHeadAsync(cancel) is { } now && now.BaseSeq > at)
            {
                (head, at, previous) = (now, now.BaseSeq, now.BaseHash); // the oldest have gone by age meanwhile
                continue;
            }

            if (page.Count == 0)
                return new AuditVerdict(AuditFault.CutOff, count, head, at + 1);
            foreach (var link in page)
            {
                if (link.Seq != at + 1)
                    return new AuditVerdict(AuditFault.Missing, count, head, at + 1);
                if (!CryptographicOperations.FixedTimeEquals(link.Hash, chain.Link(link.Seq, previous, link.Entry)))
                    return new AuditVerdict(AuditFault.Altered, count, head, link.Seq, link.Entry.Id);
                (at, previous, count) = (link.Seq, link.Hash, count + 1);
                passed |= noted is not null && noted.Seq == at && Is(noted, previous);
                if (at == head.Seq)
                    break;
            }
        }

        return await JudgeEndAsync(head, previous, count, passed ? null : noted, cancel);
    }

    private async Task<AuditVerdict> JudgeEndAsync(AuditHead head, byte[] last, long count, AuditPoint? unmet, CancellationToken cancel)
    {
        if (!chain.IsSealed(head) || !last.AsSpan().SequenceEqual(head.Hash))
            return new AuditVerdict(AuditFault.HeadAltered, count, head, head.Seq);
        if (await store.FindOutsideAsync(head, cancel) is { } outside)
            return new AuditVerdict(AuditFault.Outside, count, head, 0, outside);
        return unmet is null ? new AuditVerdict(AuditFault.None, count, head) : new AuditVerdict(AuditFault.NotedPointGone, count, head, unmet.Seq);
    }

    private static bool Is(AuditPoint noted, byte[] hash) => string.Equals(noted.Hash, Convert.ToHexStringLower(hash), StringComparison.Ordinal);
}
