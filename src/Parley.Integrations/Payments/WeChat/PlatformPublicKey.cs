namespace Parley.Integrations.Payments.WeChat;

/// <summary>WeChat Pay's public key, as the merchant platform shows it: nothing is fetched.</summary>
internal sealed class PlatformPublicKey(string id, byte[] key) : IPlatformKeys
{
    public ValueTask<byte[]?> FindAsync(string serial, CancellationToken cancel) => new(serial == id ? key : null);
}
