using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Market.Chat.Rest;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Messages;

namespace Parley.Dialects.Market.Chat;

/// <summary>Market's chat for the host: its REST, and what its socket needs.</summary>
public static class ChatServices
{
    /// <summary>Adds it. The host adds the core's services, files, the marketplace's stores and <see cref="IChatStore"/>.</summary>
    public static IServiceCollection AddMarketChat(this IServiceCollection services, MarketOptions options)
    {
        services.TryAddSingleton<DirectOpening>();
        services.TryAddSingleton<MessageForwarder>();
        return services
            .AddSingleton(options)
            .AddSingleton<Chats>()
            .AddSingleton<ChatViews>()
            .AddSingleton<ChatSender>()
            .AddSingleton<ChatOpening>()
            .AddSingleton<ChatSyncing>()
            .AddSingleton<MarketEvents>();
    }

    /// <summary>Maps the paths under <c>/api/v1/chat</c>, and <c>/api/v1/files</c>.</summary>
    public static IEndpointRouteBuilder MapMarketChat(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/chat").RequireAuthorization();
        ConversationRoutes.Map(api.MapGroup("/conversations"));
        MessageRoutes.Map(api.MapGroup("/messages"));
        FileRoutes.Map(api.MapGroup("/files"));
        FileRoutes.MapShared(routes.MapGroup("/api/v1/files").RequireAuthorization());
        api.MapGet("/search", SearchRoute.FindAsync)
            .Describe("Finds messages, newest first.", answers: ChatJson.Wire.PagedEnvelopeMessageView, query: "q conversationId from to messageType page limit");
        api.MapPost("/sync", SyncAsync)
            .Describe("What one has missed of these conversations, and which are new.", ChatJson.Default.ChatInbound, ChatJson.Wire.EnvelopeChatSynced);
        return routes;
    }

    private static async Task<IResult> SyncAsync(HttpContext http, ChatSyncing syncing, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ChatJson.Default.ChatInbound);
        if (body is null)
            return refusal!;
        var synced = await syncing.ReadAsync(http.Caller().Account, body, cancel);
        return synced.IsOk ? MarketResults.Ok(synced.Value, ChatJson.Wire.EnvelopeChatSynced) : synced.Refusal.ToResult();
    }
}
