using Parley.Dialects.Files;
using Parley.Dialects.Im.Wire;
using Parley.Messages;

namespace Parley.Dialects.Im;

/// <summary>A <c>send</c> on its way: its end is a frame to the connection that it came from.</summary>
internal sealed class ImSend(ImConnection connection, FileUrls urls) : PendingSend
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
            connection.Socket.Enqueue(ImFrames.Sent(ImMessage.Of(Message!, Conversation!, urls) with { TempId = TempId }));
            if (IsRepeat) // else it counts in its turn
                connection.RepeatAnswered(Message!);
        }

        connection.Socket.SendSettled();
    }
}
