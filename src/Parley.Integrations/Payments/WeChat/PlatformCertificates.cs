using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Parley.Marketplace.Payments;

namespace Parley.Integrations.Payments.WeChat;

/// <summary>
/// WeChat Pay's platform certificates, fetched when they are first needed, twice a day from then on, and when a signature names one that is not here.
/// Owner of the state: whoever holds the gate; readers see a whole set or the one before.
/// </summary>
internal sealed class PlatformCertificates(WeChatHttp http, WeChatPayOptions options, TimeProvider clock) : IPlatformKeys, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1); // made-up serials must not become requests to WeChat Pay,
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5); // nor while it can't answer

    private readonly SemaphoreSlim _gate = new(1);
    private volatile PlatformCertificateSet _set = PlatformCertificateSet.None;
    private long _notBefore; // Unix ms: no question sooner. The gate's

    public async ValueTask<byte[]?> FindAsync(string serial, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var set = _set;
        if (set.Find(serial, now) is { } known && now - set.At < Fresh)
            return known;
        await _gate.WaitAsync(cancel); // who comes while another asks waits for that answer
        try
        {
            if (ReferenceEquals(_set, set)) // else somebody was quicker
            {
                if (now.ToUnixTimeMilliseconds() < _notBefore)
                    return ReferenceEquals(set, PlatformCertificateSet.None) ? throw new PaymentGatewayException("WeChat Pay gave no certificates a moment ago.") : set.Find(serial, now);
                await RenewAsync(now, cancel);
            }
        }
        catch (PaymentGatewayException) when (set.Find(serial, now) is not null)
        {
            return set.Find(serial, now); // what we have is good until it expires
        }
        finally
        {
            _gate.Release();
        }

        return _set.Find(serial, now);
    }

    public void Dispose() => _gate.Dispose();

    private async Task RenewAsync(DateTimeOffset now, CancellationToken cancel)
    {
        _notBefore = (now + FailurePause).ToUnixTimeMilliseconds();
        _set = await FetchAsync(now, cancel);
        _notBefore = (now + Pause).ToUnixTimeMilliseconds();
    }

    private async Task<PlatformCertificateSet> FetchAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var answer = await http.SendAsync(HttpMethod.Get, "/v3/certificates", "", cancel);
        if (!answer.IsOk)
            throw new PaymentGatewayException($"WeChat Pay gave no certificates: {(int)answer.Status} {answer.Fault}.");
        var keys = new Dictionary<string, PlatformCertificate>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in answer.Read(WeChatJson.Default.CertificatesAnswer).Data ?? [])
        {
            if (Read(record) is { } certificate)
                keys[record.SerialNo!] = certificate;
        }

        // Sealed with our key, so they are WeChat Pay's; the answer is signed with one of them, so it is not an old one that somebody repeats.
        var set = new PlatformCertificateSet(keys, now);
        var serial = answer.Header(WeChatVerifier.SerialHeader) ?? "";
        return set.Find(serial, now) is { } key && WeChatVerifier.IsSigned(key, answer.Header, answer.Body, now)
            ? set
            : throw new PaymentGatewayException("WeChat Pay's certificates are not signed with one of them.");
    }

    private PlatformCertificate? Read(CertificateRecord record)
    {
        if (record is not { SerialNo: { } serial, EncryptCertificate: { } sealedRecord } || WeChatSeal.Open(options.ApiKey, sealedRecord) is not { } pem)
            return null;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(pem));
            using var key = certificate.GetRSAPublicKey();
            return key is not null && string.Equals(certificate.SerialNumber, serial, StringComparison.OrdinalIgnoreCase)
                ? new PlatformCertificate(
                    key.ExportSubjectPublicKeyInfo(), new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
