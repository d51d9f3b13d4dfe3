using Parley.Primitives;

namespace Parley.Push;

/// <summary>Who was pushed to when, at rest: the promise of at most one push in a time holds over all nodes and restarts.</summary>
public interface IPushStore
{
    /// <summary>
    /// Marks those who can be pushed to and have not been for a while, and inserts a job of kind <see cref="PushJob.Kind"/> for each in the same
    /// transaction. Of several that come at once one marks a person.
    /// </summary>
    /// <param name="pause">The least time between two pushes to a person, by the database's clock.</param>
    /// <returns>Those who were marked.</returns>
    Task<IReadOnlyList<UserId>> ClaimAsync(TenantId tenant, IReadOnlyCollection<UserId> users, MessageId message, TimeSpan pause, CancellationToken cancel);

    /// <summary>
    /// Takes the one push that a person may get now: asked right before each, whatever was claimed when. Between claim and push jobs wait their turn,
    /// and a node that is stopped or killed in between leaves behind that it may have pushed.
    /// </summary>
    /// <returns>Zero when it was taken, and the pause counts from here; else how long none may be.</returns>
    Task<TimeSpan> TakeAsync(UserId user, TimeSpan pause, CancellationToken cancel);
}
