using Parley.Integrations.Images;
using Parley.Jobs;
using Parley.Moderation;

namespace Parley.Host;

/// <summary>The check of pictures, where one is configured.</summary>
internal static class ImageCheckGraph
{
    /// <summary>Registers it, and the gate that every upload passes.</summary>
    public static IServiceCollection AddImageCheck(this IServiceCollection services, Installation installation)
    {
        var options = ImageCheckOptions.Read(installation.Host.All);
        if (options.Url is not null)
            services.AddSingleton(options).AddSingleton<IImageCheck, ImageCheckClient>().AddSingleton<IJobHandler, PictureJobHandler>();
        return services.AddSingleton(provider => new ImageGate(provider.GetRequiredService<HitLog>(), provider.GetService<IImageCheck>()));
    }
}
