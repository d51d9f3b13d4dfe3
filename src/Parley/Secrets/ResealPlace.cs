using System.Globalization;
using System.Runtime.InteropServices;

namespace Parley.Secrets;

/// <summary>How far the encryption with a new key has come.</summary>
/// <param name="Index">In which of <see cref="ISealedFieldStore.Places"/>.</param>
/// <param name="After">Which row of it was the last.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ResealPlace(int Index, long After)
{
    /// <summary>A job's payload: <c>[key, index, after]</c>.</summary>
    /// <param name="key">The key that it is encrypted with.</param>
    public string Write(int key) => string.Create(CultureInfo.InvariantCulture, $"[{key}, {Index}, {After}]");

    /// <summary>Reads such a payload; the beginning where it is none, or one of another key: what lies before it must be done again, then.</summary>
    public static ResealPlace Read(string payload, int key) =>
        payload.Trim('[', ']').Split(", ") is [var of, var index, var after]
        && of == key.ToString(CultureInfo.InvariantCulture)
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        && long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? new ResealPlace(place, row)
            : default;
}
