using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// What may be in a message, asked before it is queued: sensitive words, private numbers, then spam. A refusal does not hold for a repeat of what is stored
/// already, which only the writer knows.
/// </summary>
/// <param name="numbers">What becomes of private numbers; null: nothing.</param>
public sealed class ContentRules(WordList words, SpamWatch spam, HitLog hits, PrivateNumbers? numbers = null)
{
    /// <summary>Why the send is refused, or null; masks its text where the words ask for that. Its fingerprint, of the text as submitted, must be there.</summary>
    public Refusal? Judge(PendingSend send) => JudgeWords(send) ?? JudgeNumbers(send) ?? JudgeSpam(send);

    /// <summary>A name as others may read it: what is masked in messages is masked in it. Nothing is refused or written down for it.</summary>
    public string Mask(TenantId tenant, string name)
    {
        var shown = words.Of(tenant)?.Check(name).Masked ?? name;
        return numbers?.Check(shown).Masked ?? shown;
    }

    private Refusal? JudgeWords(PendingSend send)
    {
        if (words.Of(send.Sender.TenantId) is not { } filter)
            return null;
        var text = send.Body.Text;
        var verdict = Check(filter.Check, send);
        if (verdict.IsRejected)
        {
            send.Finding = new Finding(hits, HitKind.RejectedWord, text, verdict.Words);
            return (Refusal)ChatError.ContentRejected;
        }

        if (verdict.IsFlagged)
            send.Finding = new Finding(hits, HitKind.FlaggedWord, text, verdict.Words);
        return null;
    }

    // What is found is written down without the number.
    private Refusal? JudgeNumbers(PendingSend send)
    {
        if (numbers is null or { IsIdle: true })
            return null;
        var verdict = Check(numbers.Check, send);
        if (verdict.IsRejected)
        {
            send.Finding = new Finding(hits, HitKind.RejectedNumber, "", verdict.Words);
            return (Refusal)ChatError.ContentRejected;
        }

        if (verdict.IsFlagged)
            send.Finding ??= new Finding(hits, HitKind.FlaggedNumber, "", verdict.Words);
        return null;
    }

    // Of all that its receivers read: its text, and what stands beside it. What is to be masked in it is.
    private static WordVerdict Check(Func<string, WordVerdict> check, PendingSend send)
    {
        var verdict = check(send.Body.Text);
        if (send.Body.Data is { } data)
        {
            var beside = TextsInData.Check(check, data, isOurs: send.Body.FileId != 0);
            verdict = verdict.And(beside);
            if (beside.Masked is { } maskedData)
                send.Body = send.Body with { Data = maskedData };
        }

        if (verdict.Masked is { } masked && !verdict.IsRejected)
            send.Body = send.Body with { Text = masked };
        return verdict;
    }

    private Refusal? JudgeSpam(PendingSend send)
    {
        if (spam.Judge(send) is not { } kind)
            return null;
        send.Finding = new Finding(hits, kind, send.Body.Text, null);
        return (Refusal)ChatError.Spam;
    }
}
