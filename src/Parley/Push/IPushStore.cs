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

    /// <summary>Marks a person anew: a push that failed is tried again, and the pause counts from there.</summary>
    Task MarkAsync(UserId user, CancellationToken cancel);
}
