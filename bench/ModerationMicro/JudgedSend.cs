using Parley.Messages;

namespace Parley.ModerationMicro;

/// <summary>A send that goes nowhere.</summary>
internal sealed class JudgedSend : PendingSend
{
    public override void Settled()
    {
    }
}
