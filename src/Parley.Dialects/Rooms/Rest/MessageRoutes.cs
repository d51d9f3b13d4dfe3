using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rooms.Wire;
using Parley.Messages;

namespace Parley.Dialects.Rooms.Rest;

/// <summary><c>/api/chat/messages</c>: sends, recalls, deletions for oneself.</summary>
internal static class MessageRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/", (HttpContext http, RoomsRestSender sender, CancellationToken cancel) => sender.SendAsync(http, cancel))
            .Describe("Sends a message.", RoomsJson.Default.RoomsInbound, RoomsJson.Wire.RoomsEnvelopeRoomsMessage, status: 201);
        group.MapPost("/forward", ForwardRoute.ForwardAsync)
            .Describe("Forwards messages to people and chats.", RoomsJson.Default.RoomsInbound, RoomsJson.Wire.RoomsEnvelopeRoomsForwarded, status: 201);
        group.MapPost("/{id}/recall", RecallAsync)
            .Describe("Recalls a message of one's own, within two minutes.", answers: RoomsJson.Wire.RoomsEnvelopeRoomsMessage);
        group.MapDelete("/{id}", DeleteAsync).Describe("Deletes a message for oneself.", answers: RoomsJson.Wire.RoomsEnvelopeRoomsRecalled);
    }

    private static async Task<IResult> RecallAsync(HttpContext http, string id, MessageHistory history, RoomsViews views, CancellationToken cancel)
    {
        var recalled = await history.RecallAsync(http.Caller().Account, WireId.Parse(id).Message, cancel);
        return recalled.IsOk
            ? RoomsResults.Ok(await views.OfAsync(http.Caller().Account.Id, recalled.Value.Message, recalled.Value.Conversation, cancel), RoomsJson.Wire.RoomsEnvelopeRoomsMessage)
            : recalled.Refusal.ToResult();
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, MessageHistory history, CancellationToken cancel)
    {
        var hidden = await history.HideAsync(http.Caller().Account, WireId.Parse(id).Message, cancel);
        return hidden.IsOk
            ? RoomsResults.Ok(
                new RoomsRecalled(RoomsMessage.IdOf(hidden.Value.Message.Id.Value), RoomsMessage.IdOf(hidden.Value.Conversation.Id.Value)),
                RoomsJson.Wire.RoomsEnvelopeRoomsRecalled)
            : hidden.Refusal.ToResult();
    }
}
