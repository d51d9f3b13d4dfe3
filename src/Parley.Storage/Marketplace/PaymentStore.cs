using Parley.Marketplace;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Primitives;
using Parley.Storage.Jobs;
using Parley.Storage.Webhooks;
using Parley.Webhooks;

namespace Parley.Storage.Marketplace;

/// <summary>Payments. The order's lock is taken before any payment of it is read.</summary>
internal sealed class PaymentStore(Database database, JobInserts jobs, EventInserts events) : IPaymentStore
{
    public Task<PaymentAnswer> OpenAsync(TenantId tenant, OrderId order, Func<Order, Payment?, PaymentDecision> decide, CancellationToken cancel) =>
        jobs.ThenWakeAsync(database.TransactAsync(
            async sql => await OrderStore.LockAsync(sql, tenant, order) is { } locked
                ? await WriteAsync(sql, locked, decide(locked, await FindLiveAsync(sql, order, except: default)))
                : PaymentAnswer.Refused(ChatError.NotFound),
            cancel));

    public async Task<PaymentAnswer> MoveAsync(PaymentId id, Func<Order, Payment, Payment?, PaymentDecision> decide, CancellationToken cancel)
    {
        // Whose it is never changes, so it may be read before the lock.
        if (await FindAsync(id, cancel) is not { } found)
            return PaymentAnswer.Refused(ChatError.NotFound);
        try
        {
            return await jobs.ThenWakeAsync(database.TransactAsync(
                async sql =>
                {
                    if (await OrderStore.LockAsync(sql, found.TenantId, found.OrderId) is not { } order || await FindAsync(sql, id) is not { } payment)
                        return PaymentAnswer.Refused(ChatError.NotFound);
                    return await WriteAsync(sql, order, decide(order, payment, await FindLiveAsync(sql, order.Id, except: id)));
                },
                cancel));
        }
        catch (Exception fault) when (database.TakenKey(fault) is { } key && key.Contains("transaction", StringComparison.Ordinal))
        {
            return PaymentAnswer.Refused(new Refusal(ChatError.Conflict, "transactionId"));
        }
    }

    public Task<Payment?> FindAsync(PaymentId id, CancellationToken cancel) => database.QueryAsync(sql => FindAsync(sql, id), cancel);

    public Task<IReadOnlyList<Payment>> ListNewestAsync(PaymentFilter filter, PaymentId before, int limit, CancellationToken cancel) =>
        PaymentLists.ReadAsync(database, filter, before, limit, cancel);

    public async Task<IReadOnlyList<Payment>> ListAsync(TenantId tenant, OrderId order, CancellationToken cancel) => await database.QueryAsync(
        sql => sql.ListAsync(
            $"SELECT {PaymentRows.Columns} FROM payments WHERE order_id = @order AND tenant_id = @tenant ORDER BY id",
            PaymentRows.Read,
            ("@order", order.Value),
            ("@tenant", tenant.Value)),
        cancel);

    /// <summary>Lets the payments of an order follow a move of it, in the move's transaction. Its lock is held.</summary>
    internal static async ValueTask FollowAsync(SqlScope sql, JobInserts jobs, EventInserts events, Order before, Order after)
    {
        if (before.Payment == after.Payment)
            return;
        var payments = await sql.ListAsync(
            $"SELECT {PaymentRows.Columns} FROM payments WHERE order_id = @order AND state IN (1, 2, 5)", PaymentRows.Read, ("@order", after.Id.Value));
        foreach (var payment in payments)
        {
            if (PaymentMachine.Follow(payment, before, after) is not { } next)
                continue;
            await UpdateAsync(sql, jobs, next);
            await events.InsertAsync(sql, WebhookEvents.PaymentUpdated, next.TenantId, next.Id.Value, next.Version);
        }
    }

    private async ValueTask<PaymentAnswer> WriteAsync(SqlScope sql, Order order, PaymentDecision decision)
    {
        if (decision.Refusal is { } refusal)
            return new PaymentAnswer(order, decision.Payment, [], refusal);
        List<Payment> changed = [];
        if (decision.Other is { } other)
        {
            await UpdateAsync(sql, jobs, other); // first: an order has one live payment
            changed.Add(other);
        }

        if (decision.Payment is { } payment && await PutAsync(sql, payment))
            changed.Add(payment);
        foreach (var moved in changed)
            await events.InsertAsync(sql, WebhookEvents.PaymentUpdated, moved.TenantId, moved.Id.Value, moved.Version);
        if (decision.Line is not { } line)
            return new PaymentAnswer(order, decision.Payment, changed, null);
        if (await OrderWriting.UpdateAsync(sql, decision.Order) != 1)
            throw new InvalidOperationException($"Order {order.Id} changed under its lock.");
        await OrderWriting.InsertAsync(sql, line);
        await events.InsertAsync(sql, WebhookEvents.OrderUpdated, order.TenantId, order.Id.Value, line.Version, order.CustomerId, order.ProviderId);
        return new PaymentAnswer(decision.Order, decision.Payment, changed, null);
    }

    // True: it changed. A look at the gateway in vain is no news.
    private async ValueTask<bool> PutAsync(SqlScope sql, Payment payment)
    {
        if (await FindAsync(sql, payment.Id) is not { } stored)
        {
            await PaymentRows.InsertAsync(sql, payment);
            await jobs.InsertAsync(sql, PaymentJobs.Of(payment));
            return true;
        }

        if (stored.Version == payment.Version)
            return false;
        await UpdateAsync(sql, jobs, payment);
        return stored with { Version = payment.Version, UpdatedAt = payment.UpdatedAt, Tries = payment.Tries, DueAt = payment.DueAt } != payment;
    }

    private static async ValueTask UpdateAsync(SqlScope sql, JobInserts jobs, Payment payment)
    {
        if (await PaymentRows.UpdateAsync(sql, payment) != 1)
            throw new InvalidOperationException($"Payment {payment.Id} changed under its order's lock.");
        if (payment.DueAt is not null)
            await jobs.InsertAsync(sql, PaymentJobs.Of(payment));
    }

    private static ValueTask<Payment?> FindAsync(SqlScope sql, PaymentId id) =>
        sql.FirstAsync($"SELECT {PaymentRows.Columns} FROM payments WHERE id = @id", PaymentRows.Read, ("@id", id.Value));

    private static ValueTask<Payment?> FindLiveAsync(SqlScope sql, OrderId order, PaymentId except) => sql.FirstAsync(
        $"SELECT {PaymentRows.Columns} FROM payments WHERE order_id = @order AND state IN (1, 2) AND id <> @except",
        PaymentRows.Read,
        ("@order", order.Value),
        ("@except", except.Value));
}
