using Parley.Messages;
using Parley.Storage.Messages;

namespace Parley.Storage;

/// <summary>How a database is opened.</summary>
public sealed record StorageOptions
{
    /// <summary>
    /// SQLite: also open while a server holds the file (default false). For a single short write of the command line: a second writer makes
    /// the server's wait. Such a one migrates nothing while a server runs.
    /// </summary>
    public bool Shared { get; init; }

    /// <summary>SQLite: read-only connections at most (default 8, 1 to 64). More than cores, since a page may come from disk.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>Apply pending migrations (default true); false: refuse when there are any.</summary>
    public bool Migrate { get; init; } = true;

    /// <summary>The bounds of the queue in front of the writer of messages.</summary>
    public SendQueueOptions Queue { get; init; } = new();

    /// <summary>How often a person may write to people who have not answered; null: as often as anybody likes.</summary>
    public UnansweredLimit? Unanswered { get; init; } = UnansweredLimit.Default;
}
