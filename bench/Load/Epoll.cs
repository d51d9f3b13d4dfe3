using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Parley.Load;

/// <summary>
/// Linux's epoll, level-triggered, with recv and send beside it: one thread serves thousands of sockets with one system call a
/// wake-up, so that the load takes as little as possible of the processors that it shares with the server.
/// </summary>
internal sealed unsafe partial class Epoll : IDisposable
{
    public const uint Readable = 0x001;
    public const uint Writable = 0x004;

    private const int Add = 1;
    private const int Modify = 3;
    private const int Capacity = 512;

    // The kernel packs epoll_event on x86-64 only.
    private static readonly bool Packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int Stride = Packed ? 12 : 16;
    private static readonly int DataOffset = Packed ? 4 : 8;

    private readonly byte[] _events = GC.AllocateArray<byte>(Capacity * 16, pinned: true);
    private readonly int _handle = Check(epoll_create1(0));

    public void Register(int fd, int index) => Control(Add, fd, index, Readable);

    public void WatchWritable(int fd, int index, bool watch) => Control(Modify, fd, index, watch ? Readable | Writable : Readable);

    /// <summary>Waits; returns how many are ready, which <see cref="Ready"/> tells.</summary>
    public int Wait(int timeoutMs)
    {
        fixed (byte* events = _events)
            return Math.Max(0, epoll_wait(_handle, events, Capacity, timeoutMs));
    }

    public (int Index, uint Events) Ready(int i)
    {
        var entry = _events.AsSpan(i * Stride, Stride);
        return ((int)BinaryPrimitives.ReadInt64LittleEndian(entry[DataOffset..]), BinaryPrimitives.ReadUInt32LittleEndian(entry));
    }

    /// <summary>Bytes read; 0 at the end of the stream; −1 when nothing is there.</summary>
    public static int Receive(int fd, Span<byte> into)
    {
        fixed (byte* p = into)
        {
            var n = (int)recv(fd, p, (nuint)into.Length, DontWait);
            return n >= 0 ? n : Marshal.GetLastPInvokeError() == WouldBlock ? -1 : 0;
        }
    }

    /// <summary>Bytes taken; 0 when the socket's buffer is full; −1 when it is gone.</summary>
    public static int Send(int fd, ReadOnlySpan<byte> from)
    {
        fixed (byte* p = from)
        {
            var n = (int)send(fd, p, (nuint)from.Length, DontWait | NoSignal);
            return n >= 0 ? n : Marshal.GetLastPInvokeError() == WouldBlock ? 0 : -1;
        }
    }

    public void Dispose() => _ = close(_handle);

    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int WouldBlock = 11;

    private void Control(int operation, int fd, int index, uint events)
    {
        Span<byte> entry = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, events);
        BinaryPrimitives.WriteInt64LittleEndian(entry[DataOffset..], index);
        fixed (byte* p = entry)
            _ = Check(epoll_ctl(_handle, operation, fd, p));
    }

    private static int Check(int result) =>
        result >= 0 ? result : throw new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int fd, byte* entry);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, byte* events, int capacity, int timeoutMs);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint send(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int fd);
}
