namespace Parley.Audit;

/// <summary>Where a call comes from, for the audit trail: flows with the call, so that no method between the edge and the trail must carry it.</summary>
/// <param name="Address">The client's network address.</param>
/// <param name="RequestId">The request's id.</param>
public sealed record AuditOrigin(string? Address, string? RequestId)
{
    private static readonly AsyncLocal<AuditOrigin?> Flowing = new();

    private Task _line = Task.CompletedTask;

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
}
