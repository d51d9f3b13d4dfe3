using System.Text;
using System.Threading.Tasks.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.Load;

namespace Parley.SocketIOMicro;

/// <summary>
/// A client without a network: what it says is handled by the server before <see cref="Say"/> returns, on the same thread, and what the
/// server writes is counted and forgotten. So nothing but the library is measured.
/// </summary>
internal sealed class FakeClient : Stream, IValueTaskSource<int>, IHttpUpgradeFeature, IHttpRequestLifetimeFeature
{
    private static readonly byte[] Mask = [0x5a, 0x13, 0xc7, 0x8e];
    private ManualResetValueTaskSourceCore<int> _reading;
    private ReadOnlyMemory<byte> _said;
    private Memory<byte> _into;
    private bool _isRead;

    public long Written { get; private set; }

    public bool IsUpgradableRequest => true;

    public CancellationToken RequestAborted { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What ends a connection.</summary>
    public static byte[] Leaving { get; } = Frames.Masked(0x8, [], Mask);

    /// <summary>A text message as a frame.</summary>
    public static byte[] Frame(string text) => Frames.Masked(0x1, Encoding.UTF8.GetBytes(text), Mask);

    /// <summary>A request to be upgraded to a WebSocket.</summary>
    public HttpContext Request()
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpUpgradeFeature>(this);
        http.Features.Set<IHttpRequestLifetimeFeature>(this);
        http.Request.Method = "GET";
        http.Request.QueryString = new QueryString("?EIO=4&transport=websocket");
        http.Request.Headers.Upgrade = "websocket";
        http.Request.Headers.Connection = "Upgrade";
        http.Request.Headers.SecWebSocketVersion = "13";
        http.Request.Headers.SecWebSocketKey = "cGFybGV5IGxvYWQgdGVzdA==";
        return http;
    }

    public void Say(ReadOnlyMemory<byte> frames)
    {
        _said = frames;
        if (!_isRead)
            return;
        _isRead = false;
        _reading.SetResult(Take(_into));
    }

    public Task<Stream> UpgradeAsync() => Task.FromResult<Stream>(this);

    public void Abort()
    {
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_said.IsEmpty)
            return new ValueTask<int>(Take(buffer));
        _reading.Reset();
        (_into, _isRead) = (buffer, true);
        return new ValueTask<int>(this, _reading.Version);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Written += buffer.Length;
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => _reading.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _reading.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reading.OnCompleted(continuation, state, token, flags);

    // An empty read only waits.
    private int Take(Memory<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _said.Length);
        _said[..length].CopyTo(buffer);
        _said = _said[length..];
        return length;
    }
}
