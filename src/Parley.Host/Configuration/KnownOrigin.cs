using Microsoft.Extensions.Configuration.Memory;
using Parley.Configuration;

namespace Parley.Host.Configuration;

/// <summary>Settings of which one knows where they come from.</summary>
internal sealed class KnownOrigin(SettingSource source, IEnumerable<KeyValuePair<string, string?>> settings)
    : MemoryConfigurationProvider(new MemoryConfigurationSource { InitialData = settings }), IConfigurationSource
{
    /// <summary>Where they come from.</summary>
    public SettingSource Source => source;

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
