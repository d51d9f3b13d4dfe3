using System.Text.Json;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Parley.Json;

namespace Parley.SocketIO;

/// <summary>What a server allows and how patient it is. The defaults are Node's where Node has the option.</summary>
public sealed class SocketIOOptions
{
    /// <summary>Time between a heartbeat's answer and the next heartbeat. Default 25 s; at least 100 ms, at most 1 hour.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a client may take to answer a heartbeat. Default 20 s; at least 100 ms, at most 1 hour.</summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest message, and the longest POST, in bytes. Default 1,000,000; at least 1,000, at most 256 MiB.</summary>
    public int MaxPayload { get; set; } = 1_000_000;

    /// <summary>How long an upgrade from polling to WebSocket may take. Default 10 s; at least 100 ms, at most 10 minutes.</summary>
    public TimeSpan UpgradeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to join its first namespace. Default 45 s; at least 100 ms, at most 10 minutes.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Whether clients of Engine.IO 3 (socket.io-client 2.x, older mini-programs) are served too. Default false, as in Node.</summary>
    public bool AllowEIO3 { get; set; }

    /// <summary>The transports offered. Default both.</summary>
    public Transports Transports { get; set; } = Transports.All;

    /// <summary>Whether polling clients are offered the upgrade to WebSocket. Default true.</summary>
    public bool AllowUpgrades { get; set; } = true;

    /// <summary>
    /// How many bytes may wait for one client. Default 4 MiB; at least 64 KiB. Past it the connection ends with
    /// <see cref="DisconnectReason.SlowConsumer"/>; a single packet larger than this still goes out when nothing else waits.
    /// </summary>
    public int MaxQueuedBytes { get; set; } = 4 << 20;

    /// <summary>Volatile packets are dropped for a client for which so many bytes wait. Default 64 KiB; 0 or more.</summary>
    public int VolatileThreshold { get; set; } = 64 << 10;

    /// <summary>How many large messages may be under way from all clients together, in bytes. Default 256 MiB; at least 1 MiB.</summary>
    public long MaxInboundBytes { get; set; } = 256L << 20;

    /// <summary>How many binary attachments one packet may have. Default 10, as in Node; 0 to 1,000.</summary>
    public int MaxAttachments { get; set; } = 10;

    /// <summary>How many namespaces one connection may be in, or may be trying to get into. Default 50; at least 1.</summary>
    public int MaxNamespacesPerConnection { get; set; } = 50;

    /// <summary>
    /// How many event handlers of one connection may run at once. Default 32; at least 1. Past it the connection isn't read until one has
    /// ended, so a flood waits at its sender. A handler that waits for its own client's acknowledgement counts too.
    /// </summary>
    public int MaxPendingEvents { get; set; } = 32;

    /// <summary>How long <c>EmitWithAckAsync</c> waits unless told. Default 10 s; at least 1 ms, at most 1 hour.</summary>
    public TimeSpan AckTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Connection state recovery; null, the default, is without.</summary>
    public RecoveryOptions? Recovery { get; set; }

    /// <summary>
    /// Looks at a client's first request. Null lets it in; a text refuses it with HTTP 403 and code 4, and is told to the client as the
    /// message. Browsers don't hold cross-origin rules for WebSockets: a server that trusts cookies checks <c>Origin</c> here.
    /// </summary>
    public Func<HttpContext, ValueTask<string?>>? AllowRequest { get; set; }

    /// <summary>
    /// Awaited when the application is told to stop, before its connections are ended: the time to finish what is under way. Null, the default:
    /// they are ended at once. However long it takes, the host's shutdown timeout holds.
    /// </summary>
    public Func<Task>? BeforeStop { get; set; }

    /// <summary>Who may keep the rooms: given a namespace, makes its adapter. Null, the default, keeps them in this process.</summary>
    public Func<Namespace, Adapters.IAdapter>? Adapter { get; set; }

    /// <summary>
    /// Whether a namespace that came from a pattern goes when its last socket leaves. Default true, since clients choose the names; in Node
    /// false.
    /// </summary>
    public bool CleanupEmptyChildNamespaces { get; set; } = true;

    /// <summary>
    /// How payloads are read and written. Give source-generated contexts to its <see cref="JsonSerializerOptions.TypeInfoResolverChain"/>.
    /// Byte arrays and <see cref="ReadOnlyMemory{T}"/> of bytes always travel as binary attachments.
    /// </summary>
    public JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = PlainJsonEncoder.Instance, // not in HTML here: Chinese and emoji stay readable, and a third of their escapes' size
        MaxDepth = 64,
    };

    internal CorsPolicy? CorsPolicy { get; private set; }

    /// <summary>Lets pages of other origins reach the server by polling. Without a call only the server's own pages can.</summary>
    public void Cors(Action<CorsPolicyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new CorsPolicyBuilder();
        configure(builder);
        CorsPolicy = builder.Build();
    }
}
