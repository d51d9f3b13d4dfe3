using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Push;

/// <summary>Who is to be told by mail of which conversation, and who was when: the promises hold over all nodes and restarts.</summary>
public interface IMessageMailStore
{
    /// <summary>
    /// Marks the conversation for those who asked for such mail and have an address, and inserts a job of kind
    /// <see cref="MessageMailJob.Kind"/> for each in the same transaction, due when a mail may go out.
    /// </summary>
    /// <param name="seq">Up to which message.</param>
    /// <returns>Those who asked for such mail.</returns>
    Task<IReadOnlyList<UserId>> AskAsync(
        Conversation conversation, long seq, IReadOnlyCollection<UserId> users, MessageMailOptions options, CancellationToken cancel);

    /// <summary>
    /// The marked conversations of a person with what is unread in them now, at most <paramref name="limit"/>, those that may be told first. In
    /// one that it left, that is dissolved, or where one of a pair blocks the other, nothing is.
    /// </summary>
    Task<IReadOnlyList<UnreadChat>> ReadAsync(UserId user, TimeSpan interval, int limit, CancellationToken cancel);

    /// <summary>
    /// Takes the one mail that each of these conversations may have now: asked right before it is sent, and of several who ask at once one
    /// takes it. The interval counts from here; the marks stay, so that somebody looks again when it is over.
    /// </summary>
    /// <returns>Those that were taken, and when by the database's clock.</returns>
    Task<TakenMail> TakeAsync(UserId user, IReadOnlyCollection<UnreadChat> chats, TimeSpan interval, CancellationToken cancel);

    /// <summary>Gives back what was taken for a mail that did not go out.</summary>
    Task ReleaseAsync(UserId user, TakenMail taken, CancellationToken cancel);

    /// <summary>Takes the marks off, unless something newer was asked for since they were read.</summary>
    Task DropAsync(UserId user, IReadOnlyCollection<UnreadChat> chats, CancellationToken cancel);
}

/// <summary>What a mail may tell of.</summary>
/// <param name="Chats">The conversations.</param>
/// <param name="At">When they were taken, Unix ms by the database's clock.</param>
public sealed record TakenMail(IReadOnlyList<UnreadChat> Chats, long At);
