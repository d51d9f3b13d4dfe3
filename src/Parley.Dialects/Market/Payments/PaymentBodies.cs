namespace Parley.Dialects.Market.Payments;

/// <summary>What a customer sends to pay. The amount is only compared: what is to be paid the order says.</summary>
internal sealed record PayBody(string? Gateway, decimal? Amount);
