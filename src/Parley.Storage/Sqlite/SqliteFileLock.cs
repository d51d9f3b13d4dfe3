namespace Parley.Storage.Sqlite;

/// <summary>
/// <c>PATH.lock</c>, held by the one process that serves from the file. The operating system gives it up with the process, however it ends.
/// </summary>
internal sealed class SqliteFileLock : IDisposable
{
    private readonly FileStream _file;

    private SqliteFileLock(FileStream file) => _file = file;

    /// <summary>The lock, or null while another holds it.</summary>
    public static SqliteFileLock? TryTake(string databasePath)
    {
        try
        {
            return new SqliteFileLock(new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose(); // the file stays: to delete it would open a race
}
