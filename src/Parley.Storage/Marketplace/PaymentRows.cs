using System.Data.Common;
using Parley.Marketplace;
using Parley.Marketplace.Payments;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>The payments table.</summary>
internal static class PaymentRows
{
    public const string Columns =
        "id, tenant_id, order_id, gateway, amount, currency, state, reason, pay_url, transaction_id, counts, refund_round, tries, due_at, "
        + "expires_at, paid_at, refunded_at, version, created_at, updated_at";

    public static Payment Read(DbDataReader row) => new()
    {
        Id = new PaymentId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        OrderId = new OrderId(row.GetInt64(2)),
        Gateway = row.GetString(3),
        Amount = new Amount(row.GetInt64(4)),
        Currency = row.GetString(5),
        State = (PaymentState)row.GetInt16(6),
        Reason = (PaymentReason)row.GetInt16(7),
        PayUrl = row.TextOrNull(8),
        TransactionId = row.TextOrNull(9),
        Counts = row.GetInt16(10) != 0,
        RefundRound = row.GetInt16(11),
        Tries = row.GetInt32(12),
        DueAt = row.LongOrNull(13),
        ExpiresAt = row.GetInt64(14),
        PaidAt = row.LongOrNull(15),
        RefundedAt = row.LongOrNull(16),
        Version = row.GetInt64(17),
        CreatedAt = row.GetInt64(18),
        UpdatedAt = row.GetInt64(19),
    };

    public static ValueTask<int> InsertAsync(SqlScope sql, Payment payment) => sql.ExecuteAsync(
        $"""
        INSERT INTO payments ({Columns})
        VALUES (@id, @tenant, @order, @gateway, @amount, @currency, @state, @reason, @url, @transaction, @counts, @round, @tries, @due,
            @expires, @paid, @refunded, @version, @created, @updated)
        """,
        [
            .. Moving(payment),
            ("@tenant", payment.TenantId.Value),
            ("@order", payment.OrderId.Value),
            ("@gateway", payment.Gateway),
            ("@amount", payment.Amount.Cents),
            ("@currency", payment.Currency),
            ("@expires", payment.ExpiresAt),
            ("@created", payment.CreatedAt),
        ]);

    /// <summary>Returns how many rows it wrote: none when the version is not the one before.</summary>
    public static ValueTask<int> UpdateAsync(SqlScope sql, Payment payment) => sql.ExecuteAsync(
        """
        UPDATE payments SET state = @state, reason = @reason, pay_url = @url, transaction_id = @transaction, counts = @counts, refund_round = @round,
            tries = @tries, due_at = @due, paid_at = @paid, refunded_at = @refunded, version = @version, updated_at = @updated
        WHERE id = @id AND version = @version - 1
        """,
        Moving(payment));

    // What a step may change.
    private static (string Name, object? Value)[] Moving(Payment payment) =>
    [
        ("@id", payment.Id.Value),
        ("@state", (short)payment.State),
        ("@reason", (short)payment.Reason),
        ("@url", payment.PayUrl),
        ("@transaction", payment.TransactionId),
        ("@counts", (short)(payment.Counts ? 1 : 0)),
        ("@round", (short)payment.RefundRound),
        ("@tries", payment.Tries),
        ("@due", payment.DueAt),
        ("@paid", payment.PaidAt),
        ("@refunded", payment.RefundedAt),
        ("@version", payment.Version),
        ("@updated", payment.UpdatedAt),
    ];
}
