namespace Parley.Configuration;

/// <summary>A configured value that can't be used. Its message is one line for the person who configured it: key, what is allowed, what was found.</summary>
public sealed class SettingException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="key">The key as it is configured.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="found">What was found; null where it is a secret.</param>
    public SettingException(string key, string allowed, string? found)
        : base(found is null ? $"{key} must be {allowed}." : $"{key} must be {allowed}, not \"{found}\".") => Key = key;

    /// <summary>Creates it without a message.</summary>
    public SettingException()
    {
    }

    /// <summary>Creates it.</summary>
    public SettingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a cause.</summary>
    public SettingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The key at fault.</summary>
    public string Key { get; } = string.Empty;
}
