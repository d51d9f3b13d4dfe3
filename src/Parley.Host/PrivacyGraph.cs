using Parley.Integrations.Privacy;
using Parley.Privacy;

namespace Parley.Host;

/// <summary>Copies of a person's data and the erasure of accounts, put together over an opened installation.</summary>
internal static class PrivacyGraph
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, Installation installation) => services
        .AddSingleton(installation.Stores.PersonalData)
        .AddSingleton<PersonalData>()
        .AddPrivacyJobs();
}
