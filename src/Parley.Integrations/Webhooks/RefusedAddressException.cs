namespace Parley.Integrations.Webhooks;

/// <summary>A name has no address that may be called.</summary>
internal sealed class RefusedAddressException() : IOException("The address is not a public one.");
