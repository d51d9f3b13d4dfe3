using Parley.Delivery;
using Parley.Limits;
using Parley.Messages;

namespace Parley.Tests.Messages;

/// <summary>A send that came over a connection.</summary>
internal sealed class OriginSend : PendingSend
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public OriginSend(Connection origin, RateLimit rate)
    {
        Origin = origin;
        Rate = rate;
        Body = new MessageBody(MessageType.Text, "hello");
        Policy = ContactPolicy.Open;
        ConversationId = default;
        Sender = origin.Account;
    }

    public Task Done => _done.Task;

    public override void Settled() => _done.SetResult();
}
