using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parley.Integrations.Tests;

/// <summary>A certificate for localhost that this process trusts as it trusts those of the system, and one that nobody does.</summary>
internal static partial class Certificates
{
    public static X509Certificate2 Trusted { get; } = Make();

    public static X509Certificate2 Unknown { get; } = Make();

    // Before anything looks at the system's store: it is read once. Where it names a file, that is the store.
    [ModuleInitializer]
    public static void Trust()
    {
        var file = Path.Combine(Path.GetTempPath(), $"parley-trusted-{Environment.ProcessId}.pem");
        File.WriteAllText(file, Trusted.ExportCertificatePem());
        Assert.Equal(0, SetVariable("SSL_CERT_FILE", file, overwrite: 1)); // OpenSSL reads the process's own, which .NET's is a copy of
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
