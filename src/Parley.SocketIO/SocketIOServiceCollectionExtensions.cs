using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Parley.SocketIO;

/// <summary>Adds a Socket.IO server to an application.</summary>
public static class SocketIOServiceCollectionExtensions
{
    /// <summary>Adds the one <see cref="SocketServer"/>. Its options are checked when the application starts.</summary>
    /// <param name="services">The application's.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IServiceCollection AddSocketIO(this IServiceCollection services, Action<SocketIOOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddCors();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SocketServer>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SocketIOOptions>, SocketIOOptionsCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SocketIOLifetime>());
        var options = services.AddOptions<SocketIOOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        return services;
    }
}
