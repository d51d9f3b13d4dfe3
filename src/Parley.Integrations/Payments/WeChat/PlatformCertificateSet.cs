namespace Parley.Integrations.Payments.WeChat;

/// <summary>The certificates of one fetch, by serial.</summary>
/// <param name="At">When they were fetched.</param>
internal sealed record PlatformCertificateSet(IReadOnlyDictionary<string, PlatformCertificate> All, DateTimeOffset At)
{
    public static PlatformCertificateSet None { get; } = new(new Dictionary<string, PlatformCertificate>(StringComparer.Ordinal), DateTimeOffset.MinValue);

    /// <summary>The key of a serial, or null when there is none or its time is not now.</summary>
    public byte[]? Find(string serial, DateTimeOffset now) =>
        All.TryGetValue(serial, out var found) && found.From <= now && now < found.Until ? found.Key : null;
}

/// <summary>One of them.</summary>
/// <param name="Key">SubjectPublicKeyInfo.</param>
internal sealed record PlatformCertificate(byte[] Key, DateTimeOffset From, DateTimeOffset Until);
