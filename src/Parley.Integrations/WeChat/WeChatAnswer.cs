namespace Parley.Integrations.WeChat;

/// <summary>What the vendor answered.</summary>
/// <param name="Code">The vendor's <c>errcode</c>, 0 for success; <see cref="Unreachable"/> where there was no answer that can be read.</param>
/// <param name="Text">The vendor's <c>errmsg</c>, for the log.</param>
internal readonly record struct WeChatAnswer(int Code, string? Text = null)
{
    /// <summary>No code of the vendor's.</summary>
    public const int Unreachable = int.MinValue;

    /// <summary>What it means. Codes: the vendor's table of return codes for customer-service messages.</summary>
    public WeChatVerdict Verdict => Code switch
    {
        0 => WeChatVerdict.Sent,
        40001 or 40014 or 41001 or 42001 => WeChatVerdict.TokenRefused,
        40003 or 43004 or 43019 or 45015 or 45047 or 48002 => WeChatVerdict.Stop,
        -1 or 45011 or 50002 or Unreachable => WeChatVerdict.Again,
        45009 => WeChatVerdict.Exhausted,
        40013 or 40125 or 40164 or 41002 or 41004 or 48001 or 48004 or 50001 => WeChatVerdict.Misconfigured,
        _ => WeChatVerdict.Stop, // unknown: asking again would not make it better
    };

    /// <inheritdoc/>
    public override string ToString() => Code == Unreachable ? $"no answer ({Text})" : $"{Code} {Text}";
}
