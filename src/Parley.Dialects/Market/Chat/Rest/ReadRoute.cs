using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Rest;
using Parley.Messages;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>POST /api/v1/chat/conversations/:id/read {messageId?}</c>.</summary>
internal static class ReadRoute
{
    public static async Task<IResult> ReadAsync(HttpContext http, string id, Access access, MessageHistory history, CancellationToken cancel)
    {
        ChatReadBody? body = null;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            (body, var refusal) = await Answers.BodyAsync(http, ChatJson.Default.ChatReadBody);
            if (body is null)
                return refusal!;
        }

        var (me, conversation) = (http.Caller().Account, WireId.Parse(id).Conversation);
        var read = body is { MessageId.IsMissing: false }
            ? await history.MarkReadAsync(me, conversation, [body.MessageId.Message], device: null, durable: true, cancel)
            : await history.MarkAllReadAsync(me, conversation, device: null, durable: true, cancel);
        if (!read.IsOk)
            return read.Refusal.ToResult();
        var entered = await access.EnterAsync(me, conversation, cancel);
        return entered.IsOk
            ? MarketResults.Ok(
                new ReadView(ChatWords.Id(conversation), Unread.Count(entered.Value.Conversation, entered.Value.Participant)), ChatJson.Wire.EnvelopeReadView)
            : entered.Refusal.ToResult();
    }
}
