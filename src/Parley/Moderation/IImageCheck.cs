using Parley.Files;

namespace Parley.Moderation;

/// <summary>Somebody else's judgement of pictures. It always answers, within a bounded time.</summary>
public interface IImageCheck
{
    /// <summary>Asks.</summary>
    /// <param name="bytes">The picture, from its start.</param>
    Task<ImageFinding> CheckAsync(StoredFile file, Stream bytes, CancellationToken cancel);
}
