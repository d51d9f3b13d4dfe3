using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Dialects.WebSockets;
using Parley.WebSockets;

namespace Parley.Dialects.Tests.WebSockets;

/// <summary>A real Kestrel on a free port, whose WebSockets say what they hear.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    public const int MaxMessage = 100_000;
    public const int MaxQueued = 200_000;

    private readonly WebApplication _app;

    private EchoServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal));

    public Channel<EchoSocket> Accepted { get; } = Channel.CreateUnbounded<EchoSocket>();

    public WebSocketSweep Sweep => _app.Services.GetRequiredService<WebSocketSweep>();

    public static async Task<EchoServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<WebSocketSweep>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WebSocketSweep>());
        var app = builder.Build();
        var server = new EchoServer(app);
        app.Map("/", (RequestDelegate)server.AcceptAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    public Task StopAsync() => _app.StopAsync();

    private async Task AcceptAsync(HttpContext http)
    {
        if (await WebSocketHandshake.AcceptAsync(http) is not { } stream)
            return;
        var socket = new EchoSocket(stream, http.Abort);
        Accepted.Writer.TryWrite(socket);
        await Sweep.RunAsync(socket);
        socket.Ended.TrySetResult();
    }
}

internal sealed class EchoSocket(Stream stream, Action abort)
    : ServerWebSocket(stream, abort, TimeProvider.System, EchoServer.MaxMessage, EchoServer.MaxQueued)
{
    public Channel<long> Pongs { get; } = Channel.CreateUnbounded<long>();

    public ConcurrentQueue<Exception> Faults { get; } = new();

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8)
    {
        if (Encoding.UTF8.GetString(utf8.Span) == "fail")
            throw new NotSupportedException("A fault of the server's own.");
        Enqueue(Frames.Build(Opcode.Text, utf8.Span));
        Flush();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes)
    {
        Enqueue(Frames.Build(Opcode.Text, "binary"u8));
        Flush();
        return ValueTask.CompletedTask;
    }

    protected override void OnPong(long number) => Pongs.Writer.TryWrite(number);

    protected override void OnFault(Exception fault) => Faults.Enqueue(fault);
}
