namespace Parley.Audit;

/// <summary>Where a call comes from, for the audit trail: flows with the call, so that no method between the edge and the trail must carry it.</summary>
/// <param name="Address">The client's network address.</param>
/// <param name="RequestId">The request's id.</param>
public sealed record AuditOrigin(string? Address, string? RequestId)
{
    private static readonly AsyncLocal<AuditOrigin?> Flowing = new();

    private readonly Lock _gate = new();
    private Task _line = Task.CompletedTask;
    private AuditEntry? _begun;
    private List<AuditEntry> _held = [];

    /// <summary>The origin of the call that is running; null where nobody said.</summary>
    public static AuditOrigin? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>
    /// Waits until the lines that this call recorded are kept, so that nobody is told of something done or shown that the trail could still forget; at
    /// most for a while, since what was done is done.
    /// </summary>
    public async Task KeptAsync(TimeSpan most, TimeProvider clock)
    {
        if (!_line.IsCompleted)
            await _line.WaitAsync(most, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The last is enough: lines are written in their order.
    internal void WaitFor(Task line) => _line = line;

    /// <summary>From here on the lines of this call are held, to be kept together as it ends.</summary>
    internal void Open(AuditEntry begun)
    {
        lock (_gate)
            _begun = begun;
    }

    /// <summary>Holds a line.</summary>
    /// <returns>False where nothing is open: it goes its own way.</returns>
    internal bool TryHold(AuditEntry line)
    {
        lock (_gate)
        {
            if (_begun is null)
                return false;
            _held.Add(line);
            return true;
        }
    }

    /// <summary>What was begun, and the lines that were held since; null where nothing is open (any more).</summary>
    internal (AuditEntry Begun, List<AuditEntry> Lines)? Close()
    {
        lock (_gate)
        {
            if (_begun is not { } begun)
                return null;
            var lines = _held;
            (_begun, _held) = (null, []);
            return (begun, lines);
        }
    }
}
