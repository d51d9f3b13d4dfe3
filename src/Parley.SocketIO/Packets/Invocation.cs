using System.Text.Json;

namespace Parley.SocketIO.Packets;

/// <summary>An event on its way to a handler: its arguments are read one after the other, each as the type that the handler has for it.</summary>
internal ref struct Invocation
{
    private readonly Payloads _payloads;
    private readonly ReadOnlySpan<byte> _json;
    private readonly Ack _ack;
    private Utf8JsonReader _reader;
    private bool _isAtEnd;

    /// <param name="payloads">How to read the arguments.</param>
    /// <param name="json">The whole array, its name first; already known to be valid.</param>
    /// <param name="ack">For a handler that wants to answer.</param>
    public Invocation(Payloads payloads, ReadOnlySpan<byte> json, Ack ack)
    {
        _payloads = payloads;
        _ack = ack;
        _json = json;
        _reader = new Utf8JsonReader(json);
        _reader.Read();
        _reader.Read();
    }

    /// <summary>The next argument, or the default where the client sent fewer.</summary>
    /// <exception cref="PayloadException">It is not of that type.</exception>
    public T Next<T>()
    {
        if (typeof(T) == typeof(Ack))
            return (T)(object)_ack;
        if (typeof(T) == typeof(Arguments))
            return (T)(object)new Arguments(_payloads, _json.ToArray(), skip: 1, AttachmentScope.Current);
        if (_isAtEnd || !_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
        {
            _isAtEnd = true;
            return default!;
        }

        return _payloads.Read<T>(ref _reader)!;
    }
}
