namespace Parley.Host.Pages;

/// <summary>One file of the web client, as it goes out.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Tag">An ETag, quotes and all.</param>
/// <param name="IsForever">Its name holds its content's hash: it never changes.</param>
/// <param name="Bytes">As it is.</param>
/// <param name="Brotli">Compressed, where the build did that.</param>
internal sealed record PageFile(string Type, string Tag, bool IsForever, byte[] Bytes, byte[]? Brotli);
