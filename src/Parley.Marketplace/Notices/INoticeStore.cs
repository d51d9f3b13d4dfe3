using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Marketplace.Notices;

/// <summary>What was committed and not yet told of. The rows are written by the transactions that they tell of.</summary>
public interface INoticeStore
{
    /// <summary>Those whose time has come; of an order's steps the earliest alone, the others wait for it.</summary>
    Task<IReadOnlyList<NoticeKey>> ReadDueAsync(long nowMs, int limit, CancellationToken cancel);

    /// <summary>What there is to tell; null once it is told, and while an earlier step of the order is not.</summary>
    Task<OrderNotice?> ReadAsync(NoticeKey key, CancellationToken cancel);

    /// <summary>An order's earliest step that is not told; null: all are.</summary>
    Task<NoticeKey?> FindNextAsync(OrderId order, CancellationToken cancel);

    /// <summary>Marks as told, keeps the notifications, and learns from it what goes together, in one transaction.</summary>
    /// <returns>False when somebody else did: then nothing was written.</returns>
    Task<bool> FinishAsync(OrderNotice notice, IReadOnlyList<Notification> notifications, CancellationToken cancel);

    /// <summary>Puts off to a later time and counts the try.</summary>
    Task PutOffAsync(NoticeKey key, long dueAt, CancellationToken cancel);
}
