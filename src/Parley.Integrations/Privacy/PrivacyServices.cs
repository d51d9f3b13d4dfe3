using Microsoft.Extensions.DependencyInjection;
using Parley.Jobs;
using Parley.Privacy;

namespace Parley.Integrations.Privacy;

/// <summary>Copies of people's data for the host.</summary>
public static class PrivacyServices
{
    /// <summary>Adds the jobs of privacy.</summary>
    public static IServiceCollection AddPrivacyJobs(this IServiceCollection services) => services
        .AddSingleton<IJobHandler, ExportJobHandler>()
        .AddSingleton<IJobHandler, ErasureJobHandler>();
}
