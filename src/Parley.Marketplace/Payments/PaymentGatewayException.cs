namespace Parley.Marketplace.Payments;

/// <summary>A gateway could not be asked, or its answer could not be believed.</summary>
public sealed class PaymentGatewayException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public PaymentGatewayException()
    {
    }

    /// <summary>Creates it.</summary>
    public PaymentGatewayException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a cause.</summary>
    public PaymentGatewayException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
