namespace Parley.Integrations.WeChat;

/// <summary>Customer-service messages (客服消息) to people who follow the account.</summary>
internal sealed class WeChatClient(WeChatHttp http, WeChatTokens tokens)
{
    private const string Path = "/cgi-bin/message/custom/send?access_token=";

    /// <summary>Sees to it that there is a token, so that a text goes out at once.</summary>
    public async Task PrepareAsync(CancellationToken cancel) => await tokens.GetAsync(cancel);

    /// <summary>Sends a text. With a token that the vendor refuses it is tried once more with another: the first try did nothing.</summary>
    public async Task<WeChatAnswer> SendTextAsync(string openId, string text, CancellationToken cancel)
    {
        var token = await tokens.GetAsync(cancel);
        var answer = await SendAsync(token, openId, text, cancel);
        return answer.Verdict == WeChatVerdict.TokenRefused && token.Value is not null
            ? await SendAsync(await tokens.RenewAsync(token, cancel), openId, text, cancel)
            : answer;
    }

    private async Task<WeChatAnswer> SendAsync(WeChatToken token, string openId, string text, CancellationToken cancel)
    {
        if (token.Value is null)
            return token.Answer;
        var body = new WeChatTextBody(openId, new WeChatTextContent(text));
        var reply = await http.PostAsync(Path + Uri.EscapeDataString(token.Value), body, PushVendorJson.Wire.WeChatTextBody, cancel);
        return new WeChatAnswer(reply.ErrCode, reply.ErrMsg);
    }
}
