using Parley.Integrations.Privacy;
using Parley.Jobs;
using Parley.Privacy;
using Parley.Secrets;

namespace Parley.Host;

/// <summary>Copies of a person's data, the erasure of accounts and the renewal of what is encrypted, put together over an opened installation.</summary>
internal static class PrivacyGraph
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, Installation installation) => services
        .AddSingleton(installation.Stores.PersonalData)
        .AddSingleton<PersonalData>()
        .AddSingleton(installation.Stores.SealedFields)
        .AddSingleton<Resealing>()
        .AddSingleton<IJobHandler, ResealJobHandler>()
        .AddPrivacyJobs();
}
