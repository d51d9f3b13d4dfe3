using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Dialects.Market.Chat;

namespace Parley.Host;

/// <summary>Market's chat, put together over an opened installation.</summary>
internal static class MarketChatGraph
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddMarketChat(this IServiceCollection services, Installation installation)
    {
        services.TryAddSingleton(installation.Stores.Chats);
        services.TryAddSingleton(installation.Stores.Services);
        services.TryAddSingleton(installation.Stores.Orders);
        return services.AddMarketChat(MarketOptions.Read(installation.Host.All));
    }
}
