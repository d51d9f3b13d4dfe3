using System.Diagnostics;
using Parley.Messages;

namespace Parley.StoreBench;

/// <summary>One send of one virtual sender; once settled, the sender sends its next.</summary>
internal sealed class BenchSend(Sender sender) : PendingSend
{
    public long StartedAt { get; } = Stopwatch.GetTimestamp();

    public override void Settled() => sender.Settled(this);
}
