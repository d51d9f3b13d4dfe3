using Parley.Dialects.Social.Frames;
using Parley.Messages;

namespace Parley.Dialects.Social;

/// <summary>A <c>chat/send</c> on its way: its end is a frame to the connection that it came from. No task, no continuation.</summary>
internal sealed class SocialSend(SocialConnection connection) : PendingSend
{
    /// <inheritdoc/>
    public override void Settled()
    {
        if (Refusal is { } refusal)
        {
            connection.Refuse(refusal, TempId);
        }
        else
        {
            connection.Enqueue(MessageFrames.Sent(Message!, TempId));
            if (IsRepeat) // else it counts in its turn
                connection.RepeatAnswered(Message!);
        }

        connection.Socket.SendSettled();
    }
}
