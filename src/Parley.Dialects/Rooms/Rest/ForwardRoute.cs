using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Rooms.Wire;
using Parley.Limits;
using Parley.Messages;

namespace Parley.Dialects.Rooms.Rest;

/// <summary><c>POST /api/chat/messages/forward</c> (document 002, 7.2).</summary>
internal static class ForwardRoute
{
    public static async Task<IResult> ForwardAsync(
        HttpContext http, MessageForwarder forwarder, RoomsRestSender sender, RateLimits limits, FileUrls urls, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, RoomsJson.Default.RoomsInbound);
        if (body is null)
            return refusal!;
        if (body.MessageIds is null)
            return Answers.Missing("message_ids");
        if (body.ReceiverIds is null && body.ChatIds is null)
            return Answers.Missing("receiver_ids");
        var me = http.Caller().Account;
        var forwarded = await forwarder.ForwardAsync(me, await ReadAsync(me, body, sender, limits, cancel), cancel);
        if (!forwarded.IsOk)
            return (forwarded.Refusal.Field == "targets" ? forwarded.Refusal with { Field = body.ReceiverIds is null ? "chatIds" : "receiverIds" } : forwarded.Refusal).ToResult();

        // Where nothing went out, the whole is refused: a client that looks at the status alone is not told of a success.
        if (Array.Find(forwarded.Value, result => result.IsOk) is null)
            return forwarded.Value[0].Refusal!.ToResult();
        return RoomsResults.Ok(
            RoomsForwarded.Of(forwarded.Value, urls, ErrorWriters.LanguageOf(http)),
            RoomsJson.Wire.RoomsEnvelopeRoomsForwarded,
            Array.TrueForAll(forwarded.Value, result => result.IsRepeat || !result.IsOk) ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async ValueTask<Forwarding> ReadAsync(Account me, RoomsInbound body, RoomsRestSender sender, RateLimits limits, CancellationToken cancel) => new()
    {
        Messages = [.. body.MessageIds!.Select(id => id.Message)],
        Targets =
        [
            .. (body.ReceiverIds ?? []).Select(id => ForwardTarget.To(id.User)),
            .. (body.ChatIds ?? []).Select(id => ForwardTarget.To(id.Conversation)),
        ],
        TempId = body.TempId,
        Policy = await sender.PolicyAsync(me, cancel),
        Rate = limits.Messages,
    };
}
