using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Audit;
using Parley.Bans;
using Parley.Configuration;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Market.Chat;
using Parley.Dialects.Rooms;
using Parley.Dialects.Social;
using Parley.Dialects.Sockets;
using Parley.Dialects.Web;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Presence;
using Parley.Primitives;
using Parley.Search;
using Parley.Secrets;
using Parley.Storage;
using Parley.Storage.Files;
using Parley.Tenants;

namespace Parley.Dialects.Tests.Social;

/// <summary>The surfaces on a real Kestrel, over the real core and a SQLite file of its own.</summary>
public sealed class SocialServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-social-");
    private readonly SettledWrites _settled = new();
    private readonly ShiftedClock _clock = new();
    private readonly RecordingLog _log = new();
    private IdGenerator _ids = null!;
    private Stores _stores = null!;
    private WebApplication _app = null!;
    private AccessTokens _tokens = null!;
    private int _names;

    /// <summary>Real time, which a test may put forward.</summary>
    public ShiftedClock Clock => _clock;

    /// <summary>What was logged as a warning or worse.</summary>
    public IReadOnlyCollection<string> Complaints => _log.Lines;

    public IServiceProvider Services => _app.Services;

    public Uri Http => new(_app.Urls.Single());

    public Uri WebSocket => new(new UriBuilder(Http) { Scheme = "ws", Path = "/ws/chat" }.Uri.ToString());

    public async ValueTask InitializeAsync()
    {
        _ids = new IdGenerator(_clock);
        _ids.Use(new NodeLease(1, 0, long.MaxValue), TimeSpan.FromDays(1000));
        var url = DatabaseUrl.Parse($"sqlite:{Path.Combine(_folder.FullName, "parley.db")}");
        _stores = await Stores.OpenAsync(url, new StorageOptions(), _ids, _clock, _settled, NullLoggerFactory.Instance, CancellationToken.None);
        await _stores.Tenants.EnsureDefaultAsync(_clock.NowMs(), CancellationToken.None);
        var accounts = new AccountDirectory(_stores.Accounts, _clock, NullLogger<AccountDirectory>.Instance);
        var keys = new SigningKeys("k1", new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["k1"] = new byte[32] });
        _tokens = new AccessTokens(keys, TimeSpan.FromHours(1), accounts, _clock);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(_log).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        AddCore(builder.Services, accounts);
        AddSurfaces(builder.Services);
        _app = builder.Build();
        _app.UseEdgeErrors();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapSocial();
        _app.MapSockets();
        _app.MapRooms();
        _app.MapFiles();
        _app.MapWeb();

        Services.GetRequiredService<Fanout>().Start();
        Services.GetRequiredService<PresenceTracker>().Start(Services.GetRequiredService<Fanout>());
        Services.GetRequiredService<Receipts>().Start();
        Services.GetRequiredService<MessageIndexer>().Start(Services.GetRequiredService<Fanout>());
        await _app.StartAsync();
    }

    /// <summary>Stops as a server does that is told to; the stores are still there.</summary>
    public Task StopAsync() => _app.StopAsync();

    // In the order in which they need each other; the container, which would end them again in its own, is left alone.
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await Services.GetRequiredService<MessageIndexer>().DisposeAsync();
        await Services.GetRequiredService<PresenceTracker>().DisposeAsync();
        await Services.GetRequiredService<Receipts>().DisposeAsync();
        await _stores.DisposeAsync();
        await Services.GetRequiredService<Fanout>().DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A new person.</summary>
    public async Task<Person> PersonAsync()
    {
        var name = $"person{Interlocked.Increment(ref _names)}";
        var made = await _stores.Accounts.CreateAsync(
            new NewAccount
            {
                Id = new UserId(_ids.Next()),
                TenantId = Tenant.DefaultId,
                Username = name,
                UsernameKey = Usernames.Fold(name),
                DisplayName = $"名{name}",
                Role = Role.Customer,
                CreatedAt = _clock.NowMs(),
            },
            CancellationToken.None);
        return new Person(this, made.Value!, _tokens.Issue(made.Value!, default));
    }

    /// <summary>Two new people who are friends.</summary>
    public async Task<(Person One, Person Other)> FriendsAsync()
    {
        var (one, other) = (await PersonAsync(), await PersonAsync());
        var friends = Services.GetRequiredService<Friends.Friends>();
        await friends.AskAsync(one.Account, other.Account.Id, CancellationToken.None);
        await friends.AskAsync(other.Account, one.Account.Id, CancellationToken.None);
        return (one, other);
    }

    public async Task RenameAsync(Person person, string name)
    {
        var changed = await _stores.Accounts.UpdateProfileAsync(
            Tenant.DefaultId, person.Account.Id, new ProfileChange { DisplayName = name }, CancellationToken.None);
        Assert.True(changed.IsOk);
        await Services.GetRequiredService<AccountDirectory>().ReloadAsync(person.Account.Id, CancellationToken.None);
    }

    /// <summary>A group that the first one made, with all of them in it.</summary>
    public async Task<ConversationId> GroupAsync(Person owner, params Person[] members)
    {
        var made = await Services.GetRequiredService<Groups.Groups>().CreateAsync(
            owner.Account, "room", null, 100, [.. members.Select(member => member.Account.Id)], CancellationToken.None);
        return made.Value!.Group.Id;
    }

    public Task BanAsync(Person person) => BanAsync(person.Account);

    private async Task BanAsync(Account account)
    {
        await _stores.Accounts.SetStatusAsync(account.TenantId, account.Id, AccountStatus.Banned, null, "test", default, CancellationToken.None);
        await Services.GetRequiredService<AccountDirectory>().ReloadAsync(account.Id, CancellationToken.None);
    }

    // Heartbeats are long, so that a clock put forward ends no connection.
    private static void AddSurfaces(IServiceCollection services)
    {
        var hour = TimeSpan.FromHours(1);
        services
            .AddSocial(new SocialOptions())
            .AddSockets(new SocketsOptions { PingInterval = hour, PingTimeout = hour }, new RoomsOptions(), new WebOptions())
            .AddRooms()
            .AddWeb()
            .AddMarketChat(new MarketOptions())
            .AddSingleton<IErrorWriter, RoomsErrors>();
    }

    private void AddCore(IServiceCollection services, AccountDirectory accounts) => services
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton(_ids)
        .AddSingleton(_settled)
        .AddSingleton(accounts)
        .AddSingleton(_tokens)
        .AddSingleton(_stores.Messages)
        .AddSingleton(_stores.Conversations)
        .AddSingleton(_stores.Chats)
        .AddSingleton(_stores.Services)
        .AddSingleton(_stores.Orders)
        .AddSingleton(_stores.Friends)
        .AddSingleton(_stores.Notifications)
        .AddSingleton(_stores.Search)
        .AddSingleton(_stores.Tenants)
        .AddSingleton(_stores.Files)
        .AddSingleton(new FilesOptions { Path = Path.Combine(_folder.FullName, "files") })
        .AddSingleton<IBlobStore>(provider => new DiskBlobs(provider.GetRequiredService<FilesOptions>().Path))
        .AddSingleton(provider => new FileLinkSigner(new byte[32], provider.GetRequiredService<FilesOptions>(), _clock))
        .AddFiles()
        .AddSingleton(new TenantOptions())
        .AddSingleton<TenantDirectory>()
        .AddSingleton(new RateLimits())
        .AddSingleton<RateLimiter>()
        .AddSingleton(new DeliveryOptions { PointerFlushMilliseconds = 20 })
        .AddSingleton<ConnectionRegistry>()
        .AddSingleton<IBackplane, LocalBackplane>()
        .AddSingleton<Members>()
        .AddSingleton<Fanout>()
        .AddSingleton(_stores.Contacts)
        .AddSingleton(_stores.Moderation)
        .AddSingleton(new Current<ModerationOptions>(new ModerationOptions()))
        .AddSingleton(_stores.Bans)
        .AddSingleton<DeviceBans>()
        .AddSingleton<AutomaticBans>()
        .AddSingleton<Reports>()
        .AddSingleton(new FieldCipher(new Dictionary<int, byte[]> { [1] = new byte[32] }, 1, new byte[32]))
        .AddSingleton<Contacts.Contacts>()
        .AddSingleton<Contacts.ContactGroups>()
        .AddSingleton<Sessions>()
        .AddSingleton<ConversationList>()
        .AddSingleton<DirectMessages>()
        .AddSingleton(_stores.LastSeen)
        .AddSingleton(_stores.Audit)
        .AddSingleton(new AuditOptions())
        .AddSingleton(new AuditChain(new byte[32]))
        .AddSingleton<AuditTrail>()
        .AddSingleton<PresenceCircle>()
        .AddSingleton<PresenceTracker>()
        .AddSingleton<Receipts>()
        .AddSingleton<Access>()
        .AddSingleton<DirectConversations>()
        .AddSingleton<ConversationSync>()
        .AddSingleton<MessageSender>()
        .AddSingleton<MessageHistory>()
        .AddSingleton<MessageForwarder>()
        .AddSingleton<MessageIndexer>()
        .AddSingleton<MessageSearch>()
        .AddSingleton<NotificationFeed>()
        .AddSingleton<Friends.Friends>()
        .AddSingleton<Groups.Groups>()
        .AddSingleton<Typing>()
        .AddSingleton<ConnectionHandoff>()
        .AddSingleton(provider => new ErrorWriters([.. provider.GetServices<IErrorWriter>()]))
        .AddParleyIdentity();
}
