namespace Parley.Secrets;

/// <summary>A key that came after the first of its kind.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Id">Its number, from 2.</param>
/// <param name="Key">32 bytes.</param>
/// <param name="From">When it comes into use, Unix ms: known before, so that whoever meets what it signed or sealed can read it.</param>
internal sealed record AddedKey(KeyKind Kind, int Id, byte[] Key, long From);
