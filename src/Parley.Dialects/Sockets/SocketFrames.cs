using System.Text;
using Parley.Messages;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>What the surfaces over Socket.IO need for their frames.</summary>
internal static class SocketFrames
{
    /// <summary>Frames behind each other.</summary>
    public static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (frames.Count <= 1)
            return frames.Count == 0 ? default : frames[0];
        var joined = new byte[frames.Sum(frame => frame.Length)];
        var at = 0;
        foreach (var frame in frames)
        {
            frame.CopyTo(joined.AsMemory(at));
            at += frame.Length;
        }

        return joined;
    }

    /// <summary>The name of an event that isn't known, as it is said back: cut, since nobody bounded it.</summary>
    public static string NameOf(in RawEvent raw) => Cut(Encoding.UTF8.GetString(raw.Name)) ?? "";

    /// <summary>A client's key as it is sent back: what is longer than any may be was refused for that, and is cut.</summary>
    public static string? Cut(string? tempId)
    {
        if (tempId is null || tempId.Length <= MessageSender.MaxTempIdLength)
            return tempId;
        var length = MessageSender.MaxTempIdLength;
        return tempId[..(char.IsHighSurrogate(tempId[length - 1]) ? length - 1 : length)];
    }
}
