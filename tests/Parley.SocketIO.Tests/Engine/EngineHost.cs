using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.SocketIO.Engine;
using Parley.SocketIO.Tests.Timing;
using Parley.SocketIO.Timing;

namespace Parley.SocketIO.Tests.Engine;

/// <summary>A real Kestrel on a free port with the engine alone, on a clock that stands still; messages are said back unless told otherwise.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimerWheel _wheel;

    private EngineHost(WebApplication app, SocketIOOptions options, TimeProvider clock, Action<RecordingHandler>? accepting)
    {
        _app = app;
        _wheel = new TimerWheel(clock);
        Server = new EngineServer(options, _wheel, session => Accept(session, accepting), NullLogger.Instance);
        app.Map("/engine.io/", (RequestDelegate)Server.HandleAsync);
        Client = new EngineClient(this);
    }

    public EngineServer Server { get; }

    public SteppedClock Clock { get; private init; } = new();

    /// <summary>All that ever began, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<RecordingHandler> Handlers { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Speaks HTTP to it.</summary>
    public EngineClient Client { get; }

    public static async Task<EngineHost> StartAsync(
        Action<SocketIOOptions>? configure = null, Action<RecordingHandler>? accepting = null, HttpProtocols protocols = HttpProtocols.Http1, bool isClockReal = false)
    {
        var options = new SocketIOOptions { AllowEIO3 = true };
        configure?.Invoke(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        builder.Services.AddCors();
        var clock = new SteppedClock();
        var host = new EngineHost(builder.Build(), options, isClockReal ? TimeProvider.System : clock, accepting) { Clock = clock };
        await host._app.StartAsync();
        return host;
    }

    /// <summary>The handler of a session.</summary>
    public RecordingHandler Handler(string sid) => Handlers.Single(handler => handler.Session.Id == sid);

    /// <summary>When a poll waits: the request of a client may be under way for a while.</summary>
    public Task WhenPolledAsync(string sid) => WhenAsync(() => Handler(sid).Session.IsPolled);

    /// <summary>When something holds that another thread brings about and nobody tells.</summary>
    public static async Task WhenAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)); // a test that fails should also end
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.CloseAsync(DisconnectReason.ServerShuttingDown, new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _wheel.Dispose();
    }

    private RecordingHandler Accept(EngineSession session, Action<RecordingHandler>? accepting)
    {
        var handler = new RecordingHandler(session);
        Handlers.Enqueue(handler);
        accepting?.Invoke(handler);
        return handler;
    }
}
