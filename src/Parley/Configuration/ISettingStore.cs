namespace Parley.Configuration;

/// <summary>Settings at rest that operators have changed. Every change raises their version.</summary>
public interface ISettingStore
{
    /// <summary>The version: another one means that something has changed.</summary>
    Task<long> ReadVersionAsync(CancellationToken cancel);

    /// <summary>All that were changed, with a version that they are at least as new as.</summary>
    Task<(long Version, IReadOnlyList<ChangedSetting> Settings)> ReadAsync(CancellationToken cancel);

    /// <summary>Keeps a change; of two at once the later holds.</summary>
    /// <returns>The change that it took the place of, or null.</returns>
    Task<ChangedSetting?> SetAsync(ChangedSetting setting, CancellationToken cancel);

    /// <summary>Takes a change back.</summary>
    /// <returns>The change, or null when there was none.</returns>
    Task<ChangedSetting?> RemoveAsync(string name, CancellationToken cancel);
}
