namespace Parley.Configuration;

/// <summary>Where a setting's value comes from.</summary>
public enum SettingSource
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary><c>appsettings.json</c>.</summary>
    File,

    /// <summary>An environment variable or <c>.env</c>.</summary>
    Environment,

    /// <summary>An argument.</summary>
    CommandLine,

    /// <summary>An operator, while the server ran.</summary>
    Operator,
}
