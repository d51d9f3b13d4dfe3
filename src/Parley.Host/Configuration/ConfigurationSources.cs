using Parley.Configuration;

namespace Parley.Host.Configuration;

/// <summary>
/// Where settings come from, each above the one before: <c>appsettings.json</c> beside the program, then in the working directory; the
/// documents' variable names (<see cref="Aliases"/>) from <c>.env</c>, then from the environment; <c>PARLEY__Section__Key</c> in both; the arguments.
/// </summary>
internal static class ConfigurationSources
{
    private const string FileName = "appsettings.json";
    private const string Prefix = "PARLEY__";

    public static ConfigurationManager Load(IReadOnlyDictionary<string, string?> inline, IReadOnlyDictionary<string, string?> options)
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, FileName), optional: true);
        configuration.AddJsonFile(Path.GetFullPath(FileName), optional: true);
        var variables = DotEnv.Read(Path.GetFullPath(".env"));
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value;
        Add(SettingSource.Environment, Aliases.Map(variables));
        Add(SettingSource.Environment, variables
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(variable.Key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), variable.Value)));
        Add(SettingSource.CommandLine, inline);
        Add(SettingSource.CommandLine, options.Where(option => option.Value is not null));
        return configuration;

        void Add(SettingSource source, IEnumerable<KeyValuePair<string, string?>> settings) => ((IConfigurationBuilder)configuration).Add(new KnownOrigin(source, settings));
    }
}
