using Parley.Primitives;

namespace Parley.Configuration;

/// <summary>A setting that an operator changed while the server ran.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">The value; empty: as if nothing were configured.</param>
/// <param name="By">Who changed it.</param>
/// <param name="At">Unix ms.</param>
public sealed record ChangedSetting(string Name, string Value, UserId By, long At);
