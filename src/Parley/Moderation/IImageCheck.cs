using Parley.Files;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>Somebody else's judgement of pictures. It always answers, within a bounded time.</summary>
public interface IImageCheck
{
    /// <summary>Asks.</summary>
    /// <param name="bytes">The picture, from its start.</param>
    Task<ImageFinding> CheckAsync(StoredFile file, Stream bytes, CancellationToken cancel);

    /// <summary>Asks about a picture that lies elsewhere. The check may fetch it; this server never does.</summary>
    /// <param name="message">The message that shows it.</param>
    /// <param name="url">Its address, as the message's sender gave it.</param>
    Task<ImageFinding> CheckAsync(MessageId message, string url, CancellationToken cancel);
}
