using Parley.Primitives;

namespace Parley.Integrations.WeChat;

/// <summary>
/// The account's access token: asked for once, however many wait for it, and renewed while the old one still holds. By the vendor's stable form,
/// which tells every node the same one, so that nodes don't void each other's. Owner of the state: one lock.
/// </summary>
internal sealed class WeChatTokens(WeChatHttp http, WeChatOptions options, TimeProvider clock)
{
    private const string Path = "/cgi-bin/stable_token";

    /// <summary>So long before its end a token is renewed; the vendor keeps the old one good meanwhile.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private WeChatToken? _current;
    private Task<WeChatToken>? _asking;

    /// <summary>A token that holds; one without a value where the vendor gives none.</summary>
    public Task<WeChatToken> GetAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            var now = clock.NowMs();
            if (_current is { } token && now < token.ExpiresAt)
            {
                if (now >= token.RenewAt)
                    _ = Ask(refused: null);
                return Task.FromResult(token);
            }

            return Ask(refused: null).WaitAsync(cancel);
        }
    }

    /// <summary>Another token than one that the vendor has refused.</summary>
    public async Task<WeChatToken> RenewAsync(WeChatToken refused, CancellationToken cancel)
    {
        var token = await AskForOtherAsync(refused).WaitAsync(cancel);

        // What was under way then knew nothing of the refusal, and may bring the same one back.
        return token.Value == refused.Value ? await AskForOtherAsync(refused).WaitAsync(cancel) : token;
    }

    private Task<WeChatToken> AskForOtherAsync(WeChatToken refused)
    {
        lock (_gate)
        {
            if (_current is { } token && token.Value != refused.Value)
                return Task.FromResult(token); // somebody was faster
            _current = null;
            return Ask(refused.Value);
        }
    }

    // Under the lock. The question outlives whoever asked it first.
    private Task<WeChatToken> Ask(string? refused) => _asking ??= Task.Run(() => AskAsync(refused), CancellationToken.None);

    private async Task<WeChatToken> AskAsync(string? refused)
    {
        WeChatToken? token = null;
        try
        {
            token = await FetchAsync(force: false);
            if (refused is not null && token.Value == refused)
                token = await FetchAsync(force: true);
            return token;
        }
        finally
        {
            lock (_gate)
            {
                if (token?.Value is not null)
                    _current = token;
                _asking = null;
            }
        }
    }

    private async Task<WeChatToken> FetchAsync(bool force)
    {
        var asked = clock.NowMs();
        var body = new WeChatTokenBody("client_credential", options.AppId!, options.AppSecret!, force);
        var reply = await http.PostAsync(Path, body, PushVendorJson.Wire.WeChatTokenBody, CancellationToken.None);
        var life = TimeSpan.FromSeconds(Math.Clamp(reply.ExpiresIn, 0, 86_400)).TotalMilliseconds;
        return string.IsNullOrEmpty(reply.AccessToken)
            ? new WeChatToken(null, 0, 0, new WeChatAnswer(reply.ErrCode == 0 ? WeChatAnswer.Unreachable : reply.ErrCode, reply.ErrMsg))
            : new WeChatToken(reply.AccessToken, asked + (long)Math.Max(life - Early.TotalMilliseconds, life / 2), asked + (long)life, new WeChatAnswer(0));
    }
}
