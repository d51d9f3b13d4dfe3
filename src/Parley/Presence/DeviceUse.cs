namespace Parley.Presence;

/// <summary>A device as its client names it.</summary>
/// <param name="Device">The name.</param>
/// <param name="LastUsedAt">When it was last given a message, Unix ms.</param>
public sealed record DeviceUse(string Device, long LastUsedAt);
