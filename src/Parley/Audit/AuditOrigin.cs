namespace Parley.Audit;

/// <summary>Where a call comes from, for the audit trail: flows with the call, so that no method between the edge and the trail must carry it.</summary>
/// <param name="Address">The client's network address.</param>
/// <param name="RequestId">The request's id.</param>
public sealed record AuditOrigin(string? Address, string? RequestId)
{
    private static readonly AsyncLocal<AuditOrigin?> Flowing = new();

    /// <summary>The origin of the call that is running; null where nobody said.</summary>
    public static AuditOrigin? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }
}
