using System.Text;
using System.Threading.Channels;
using Parley.SocketIO.Engine;

namespace Parley.SocketIO.Tests.Engine;

/// <summary>Remembers what it was handed, and says it back unless told otherwise.</summary>
internal sealed class RecordingHandler(EngineSession session) : IEngineHandler
{
    private readonly TaskCompletionSource<DisconnectReason> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EngineSession Session => session;

    /// <summary>Text as it came, binary in hexadecimal behind <c>0x</c>.</summary>
    public Channel<string> Received { get; } = Channel.CreateUnbounded<string>();

    /// <summary>What a message does; by default it goes back.</summary>
    public Func<string, ValueTask>? OnMessage { get; set; }

    public Task<DisconnectReason> Closed => _closed.Task;

    public void Send(string text)
    {
        session.Enqueue(EngineMessage.OfText(Encoding.UTF8.GetBytes(text), default));
        session.Flush();
    }

    public ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8) => OnAsync(Encoding.UTF8.GetString(utf8.Span), EngineMessage.OfText(utf8.Span, default));

    public ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes) => OnAsync("0x" + Convert.ToHexString(bytes.Span), EngineMessage.OfBinary(bytes));

    public void OnClosed(DisconnectReason reason) => _closed.SetResult(reason); // throws when called twice

    private ValueTask OnAsync(string shown, EngineMessage message)
    {
        Received.Writer.TryWrite(shown);
        if (OnMessage is not null)
            return OnMessage(shown);
        session.Enqueue(message);
        session.Flush();
        return ValueTask.CompletedTask;
    }
}
