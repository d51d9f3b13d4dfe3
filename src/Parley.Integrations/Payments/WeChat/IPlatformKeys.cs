namespace Parley.Integrations.Payments.WeChat;

/// <summary>The keys with which WeChat Pay signs, by the serial that its signatures name.</summary>
internal interface IPlatformKeys
{
    /// <summary>The key as SubjectPublicKeyInfo, or null when there is none of that serial.</summary>
    ValueTask<byte[]?> FindAsync(string serial, CancellationToken cancel);
}
