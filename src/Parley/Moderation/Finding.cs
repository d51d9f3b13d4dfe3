using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>What the rules on content found in a send; written down once it is known what became of it.</summary>
/// <param name="log">Where to.</param>
/// <param name="kind">Which rule.</param>
/// <param name="text">The text as submitted.</param>
/// <param name="words">The words found.</param>
public sealed class Finding(HitLog log, HitKind kind, string text, IReadOnlyList<string>? words)
{
    /// <summary>
    /// The send is settled. A repeat of a message that was stored before the rule held is nobody's fault, and what was refused for another
    /// reason reached nobody.
    /// </summary>
    public void Settled(PendingSend send)
    {
        var isStored = send.Message is not null;
        if (send.IsRepeat || (kind is HitKind.FlaggedWord or HitKind.FlaggedNumber) != isStored)
            return;
        if (isStored || send.Refusal is { Error: ChatError.ContentRejected or ChatError.Spam })
            log.Add(send.Sender, kind, text, send.Fingerprint, send.ConversationId, send.Message?.Id ?? default, words);
    }
}
