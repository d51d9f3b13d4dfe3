using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Identity;
using Parley.Files;
using Parley.Host.Configuration;
using Parley.Limits;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Secrets;
using Parley.Storage;
using Parley.Tenants;

namespace Parley.Host;

/// <summary>
/// What the server and the commands share: the opened database, the keys, a node number, and the accounts. Opening it checks every setting
/// that it uses, so a wrong one ends the process before anything is served.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly NodeLeaseKeeper _lease;

    private Installation(HostSettings host, KeyRing keys, Stores stores, NodeLeaseKeeper lease, IdGenerator ids, SettledWrites settled, TimeProvider clock, ILoggerFactory logs)
    {
        var settings = host.All;
        (Host, Stores, _lease, Ids, Settled, Clock) = (host, stores, lease, ids, settled, clock);
        SignInOptions = SignInOptions.Read(settings);
        TenantOptions = TenantOptions.Read(settings);
        Limits = new RateLimits(settings);
        Live = new SettingsGraph(settings, Limits, stores, clock, logs);
        Limiter = new RateLimiter(Limits, clock);
        Cipher = keys.CreateCipher();
        AuditChain = new AuditChain(keys.DeriveAuditKey());
        Audit = new AuditTrail(stores.Audit, AuditChain, AuditOptions.Read(settings), ids, clock, logs.CreateLogger<AuditTrail>());
        FilesOptions = FilesOptions.Read(settings, host.Data);
        PaymentSandboxKey = keys.DerivePaymentSandboxKey();
        FileLinks = new FileLinkSigner(keys.DeriveFileLinkKey(), FilesOptions, clock);
        Directory = new AccountDirectory(stores.Accounts, clock, logs.CreateLogger<AccountDirectory>());
        Tenants = new TenantDirectory(stores.Tenants, TenantOptions, ids, clock);
        Suspended = new SuspendedTenants(stores.Tenants, clock, logs.CreateLogger<SuspendedTenants>());
        Passwords = new Passwords(SignInOptions);
        Registration = new Registration(stores.Accounts, Passwords, Cipher, ids, clock);
        SignIns = new SignIns(
            stores.Accounts, stores.Sessions, Directory, Tenants, Passwords, Cipher, new RefreshTokens(keys.Refresh), SignInOptions, Limits, Limiter, Audit, ids, clock);
        Tokens = new AccessTokens(keys.Signing, SignInOptions.AccessTokenLife, Directory, clock, Suspended);
        Keys = new KeyWatch(now => KeyRingReader.Read(settings, host.KeyFile, now), stores.KeyFingerprints, Use, clock, logs.CreateLogger<KeyWatch>());
        Keys.Start(keys);
    }

    public HostSettings Host { get; }

    public Stores Stores { get; }

    public IdGenerator Ids { get; }

    public SettledWrites Settled { get; }

    public TimeProvider Clock { get; }

    public SignInOptions SignInOptions { get; }

    public TenantOptions TenantOptions { get; }

    /// <summary>What operators change while the server runs.</summary>
    public SettingsGraph Live { get; }

    public RateLimits Limits { get; }

    public RateLimiter Limiter { get; }

    public FieldCipher Cipher { get; }

    public FilesOptions FilesOptions { get; }

    public FileLinkSigner FileLinks { get; }

    public byte[] PaymentSandboxKey { get; }

    public AuditTrail Audit { get; }

    public AuditChain AuditChain { get; }

    public AccountDirectory Directory { get; }

    public TenantDirectory Tenants { get; }

    public SuspendedTenants Suspended { get; }

    public Passwords Passwords { get; }

    public Registration Registration { get; }

    public SignIns SignIns { get; }

    public AccessTokens Tokens { get; }

    /// <summary>Sees keys that were replaced.</summary>
    public KeyWatch Keys { get; }

    /// <summary>Opens the database, compares the keys, leases a node number and makes the default tenant.</summary>
    /// <param name="shared">Also while a server holds a SQLite file: for one short write.</param>
    public static async Task<Installation> OpenAsync(HostSettings host, bool shared, TimeProvider clock, ILoggerFactory logs, CancellationToken cancel)
    {
        _ = (SignInOptions.Read(host.All), TenantOptions.Read(host.All), FilesOptions.Read(host.All, host.Data), ModerationOptions.Read(host.All), new RateLimits(host.All)); // A wrong value touches no database.
        System.IO.Directory.CreateDirectory(host.Data);
        var keys = KeyRingReader.Read(host.All, host.KeyFile, clock.NowMs());
        var ids = new IdGenerator(clock);
        var settled = new SettledWrites();
        var stores = await Stores.OpenAsync(host.Database, new StorageOptions { Shared = shared, Unanswered = UnansweredLimit.Read(host.All) }, ids, clock, settled, logs, cancel);
        var lease = new NodeLeaseKeeper(stores.Nodes, ids, clock, logs.CreateLogger<NodeLeaseKeeper>());
        try
        {
            await keys.CheckAsync(stores.KeyFingerprints, cancel);
            await lease.StartAsync(cancel);
            var installation = new Installation(host, keys, stores, lease, ids, settled, clock, logs);
            await installation.Tenants.EnsureDefaultAsync(cancel);
            installation.Audit.Start();
            return installation;
        }
        catch
        {
            await lease.DisposeAsync();
            await stores.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Keys.DisposeAsync();
        await Directory.DisposeAsync();
        await Suspended.DisposeAsync();
        await Live.DisposeAsync();
        await Audit.DisposeAsync();
        Passwords.Dispose();
        await _lease.DisposeAsync();
        await Stores.DisposeAsync();
    }

    private void Use(KeyRing ring)
    {
        Cipher.Use(ring.Fields, ring.CurrentFieldId);
        Tokens.Use(ring.Signing);
    }
}
