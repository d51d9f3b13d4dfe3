using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Limits;
using Parley.Messages;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>/api/v1/chat/messages/:id</c>: recall, forwarding, deletion for oneself.</summary>
internal static class MessageRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{id}/recall", RecallAsync).Describe("Recalls a message of one's own, within two minutes.", answers: ChatJson.Wire.EnvelopeMessageView);
        group.MapPost("/{id}/forward", ForwardAsync)
            .Describe("Forwards a message to people and conversations.", ChatJson.Default.ForwardBody, ChatJson.Wire.EnvelopeIReadOnlyListForwardView);
        group.MapDelete("/{id}", DeleteAsync).Describe("Deletes a message for oneself.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    private static async Task<IResult> RecallAsync(HttpContext http, string id, MessageHistory history, ChatViews views, CancellationToken cancel)
    {
        var me = http.Caller().Account;
        var recalled = await history.RecallAsync(me, WireId.Parse(id).Message, cancel);
        return recalled.IsOk
            ? MarketResults.Ok(await views.OfAsync(me, recalled.Value.Message, recalled.Value.Conversation, cancel), ChatJson.Wire.EnvelopeMessageView)
            : recalled.Refusal.ToResult();
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, MessageHistory history, CancellationToken cancel)
    {
        var hidden = await history.HideAsync(http.Caller().Account, WireId.Parse(id).Message, cancel);
        return hidden.IsOk ? MarketResults.Nothing : hidden.Refusal.ToResult();
    }

    private static async Task<IResult> ForwardAsync(
        HttpContext http, string id, MessageForwarder forwarder, ChatSender sender, RateLimits limits, FileUrls urls, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ChatJson.Default.ForwardBody);
        if (body is null)
            return refusal!;
        if (body.ConversationIds is null && body.TargetUserIds is null)
            return Answers.Missing("conversationIds");
        var me = http.Caller().Account;
        var forwarding = new Forwarding
        {
            Messages = [WireId.Parse(id).Message],
            Targets =
            [
                .. (body.ConversationIds ?? []).Select(target => ForwardTarget.To(target.Conversation)),
                .. (body.TargetUserIds ?? []).Select(target => ForwardTarget.To(target.User)),
            ],
            TempId = body.ClientId,
            Policy = await sender.PolicyAsync(me, cancel),
            Rate = limits.Messages,
        };
        var forwarded = await forwarder.ForwardAsync(me, forwarding, cancel);
        if (!forwarded.IsOk)
            return (forwarded.Refusal with { Field = NameOf(forwarded.Refusal.Field, body) }).ToResult();

        // Where nothing went out, the whole is refused: a client that looks at the status alone is not told of a success.
        if (Array.Find(forwarded.Value, result => result.IsOk) is null)
            return forwarded.Value[0].Refusal!.ToResult();
        var language = ErrorWriters.LanguageOf(http);
        return MarketResults.Ok<IReadOnlyList<ForwardView>>(
            [.. forwarded.Value.Select(result => Of(result, me, urls, language))], ChatJson.Wire.EnvelopeIReadOnlyListForwardView);
    }

    private static string? NameOf(string? field, ForwardBody body) =>
        field != "targets" ? ChatNames.Of(field) : body.ConversationIds is null ? "targetUserIds" : "conversationIds";

    private static ForwardView Of(ForwardedMessage result, Account me, FileUrls urls, Language language)
    {
        var target = result.Target.Conversation.IsNone ? ChatWords.Id(result.Target.Receiver) : ChatWords.Id(result.Target.Conversation);
        return result.IsOk
            ? new ForwardView(true, MessageView.Of(result.Message, result.Conversation, me, isRead: false, urls), target, null, null)
            : new ForwardView(false, null, target, ErrorCodes.Of(result.Refusal.Error), ErrorTexts.Of(result.Refusal, language));
    }
}
