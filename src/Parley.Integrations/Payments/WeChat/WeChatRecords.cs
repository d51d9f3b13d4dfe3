namespace Parley.Integrations.Payments.WeChat;

/// <summary>POST /v3/pay/transactions/native.</summary>
internal sealed record NativeRequest(
    string Appid, string Mchid, string Description, string OutTradeNo, string TimeExpire, string NotifyUrl, TotalRecord Amount);

/// <summary>Its answer.</summary>
internal sealed record NativeAnswer(string? CodeUrl);

/// <summary>An amount in hundredths.</summary>
internal sealed record TotalRecord(long? Total, string? Currency);

/// <summary>POST /v3/pay/transactions/out-trade-no/{}/close.</summary>
internal sealed record CloseRequest(string Mchid);

/// <summary>A transaction, as a query answers it and a callback seals it.</summary>
internal sealed record TransactionRecord(string? Appid, string? Mchid, string? OutTradeNo, string? TransactionId, string? TradeState, TotalRecord? Amount);

/// <summary>POST /v3/refund/domestic/refunds.</summary>
internal sealed record RefundRequest(string TransactionId, string OutRefundNo, string Reason, string NotifyUrl, RefundAmountRecord Amount);

/// <summary>What goes back of what was paid, in hundredths.</summary>
internal sealed record RefundAmountRecord(long? Refund, long? Total, string? Currency);

/// <summary>A refund, as its request answers it (<c>status</c>) and a callback seals it (<c>refund_status</c>, <c>mchid</c>).</summary>
internal sealed record RefundRecord(
    string? Mchid, string? OutTradeNo, string? TransactionId, string? OutRefundNo, string? Status, string? RefundStatus, RefundAmountRecord? Amount);

/// <summary>A callback.</summary>
internal sealed record NotificationRecord(string? Id, string? EventType, SealedRecord? Resource);

/// <summary>Something sealed with the APIv3 key.</summary>
internal sealed record SealedRecord(string? Algorithm, string? Nonce, string? AssociatedData, string? Ciphertext, string? OriginalType = null);

/// <summary>GET /v3/certificates.</summary>
internal sealed record CertificatesAnswer(IReadOnlyList<CertificateRecord>? Data);

/// <summary>One platform certificate.</summary>
internal sealed record CertificateRecord(string? SerialNo, SealedRecord? EncryptCertificate);

/// <summary>Why not.</summary>
internal sealed record FaultRecord(string? Code, string? Message);
