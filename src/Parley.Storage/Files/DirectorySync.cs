using System.Runtime.InteropServices;

namespace Parley.Storage.Files;

/// <summary>
/// Writes a folder's own entries to disk: on POSIX a file that was moved is there after a power failure only when its folder was flushed too.
/// .NET opens no folder, so the system is asked.
/// </summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The system refuses.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return; // keeps its entries by itself
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"The folder {folder} could not be opened: error {Marshal.GetLastPInvokeError()}.");
        try
        {
            if (FlushToDisk(descriptor) != 0)
                throw new IOException($"The folder {folder} could not be written to disk: error {Marshal.GetLastPInvokeError()}.");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushToDisk(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
