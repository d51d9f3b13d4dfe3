using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Audit;

/// <summary>What must not be done without a line: it is kept as begun before, and what is kept of it as it ends takes the place of that.</summary>
public sealed partial class AuditTrail
{
    private const int AbandonedAtOnce = 100;

    /// <summary>
    /// Keeps that somebody is about to do something, and returns when that is kept. Lines that the call records from here on are held until
    /// <see cref="End"/>; where it never comes, since the process was killed, a line tells of it later that is <see cref="AuditAction.Unfinished"/>.
    /// </summary>
    /// <param name="origin">The call, as <see cref="AuditOrigin.Current"/> has it.</param>
    /// <param name="what">In the program's own words.</param>
    /// <exception cref="IdsExhaustedException">There is no number for it; it must not be done.</exception>
    public Task BeginAsync(AuditOrigin origin, Account actor, string what, long? target, CancellationToken cancel) =>
        BeginAsync(origin, actor.TenantId, actor.Id, what, target, cancel);

    /// <summary>The same, where the actor is not known or only by id.</summary>
    public async Task BeginAsync(AuditOrigin origin, TenantId tenant, UserId actor, string what, long? target, CancellationToken cancel)
    {
        var begun = new AuditEntry
        {
            Id = ids.Next(),
            TenantId = tenant,
            ActorId = actor,
            Action = AuditAction.Unfinished,
            TargetId = target,
            Detail = what,
            Address = origin.Address,
            RequestId = origin.RequestId,
            At = clock.NowMs(),
        };
        await store.BeginAsync(begun, cancel);
        origin.Open(begun);
    }

    /// <summary>
    /// The call is over: its lines are kept now, and that it was begun is forgotten with them, in one transaction. Ending it again does nothing.
    /// </summary>
    /// <param name="failed">It ended with a fault, so what came of it is not known: that is said by a line.</param>
    public void End(AuditOrigin origin, bool failed)
    {
        if (origin.Close() is not var (begun, lines))
            return;
        if (failed)
            lines.Insert(0, begun);
        Enqueue(new QueuedLine(lines, begun.Id), origin);
    }

    // By age alone: whoever began it is gone, or takes longer than anything should. Two nodes that tell of the same one write one line, since it has its id.
    private async Task TellAbandonedAsync(CancellationToken cancel)
    {
        foreach (var begun in await store.ListBegunAsync(clock.NowMs() - (long)options.UnfinishedAfter.TotalMilliseconds, AbandonedAtOnce, cancel))
            Enqueue(new QueuedLine([begun], begun.Id), origin: null);
    }
}
