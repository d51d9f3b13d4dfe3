namespace Parley.Integrations.Payments.WeChat;

/// <summary>
/// The nonces of callbacks that were dealt with, as long as their signatures would be believed. What is older is refused for its time. Owner of the
/// state: its lock. Another node knows none of them; there the payment itself is what counts money once.
/// </summary>
internal sealed class SeenNonces(TimeProvider clock)
{
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Nonce, long At)> _order = new();

    public bool Contains(string nonce)
    {
        lock (_lock)
            return _seen.Contains(nonce);
    }

    public void Add(string nonce)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var old = now - (2 * (long)WeChatVerifier.Window.TotalSeconds);
        lock (_lock)
        {
            while (_order.Count > 0 && (_order.Peek().At < old || _order.Count >= Most))
                _seen.Remove(_order.Dequeue().Nonce);
            if (_seen.Add(nonce))
                _order.Enqueue((nonce, now));
        }
    }
}
