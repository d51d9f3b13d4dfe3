using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Privacy;

/// <summary>What is known of one person, wherever it lies: to be copied for it, or to go.</summary>
public interface IPersonalDataStore
{
    /// <summary>The kinds of things that <see cref="ReadAsync"/> knows.</summary>
    IReadOnlyList<string> Sections { get; }

    /// <summary>Notes that a copy is asked for, in the place of the last, and inserts the job that makes it.</summary>
    /// <returns>False when the account is erased.</returns>
    Task<bool> RequestExportAsync(DataExport export, NewJob job, CancellationToken cancel);

    /// <summary>The last copy that was asked for.</summary>
    Task<DataExport?> FindExportAsync(TenantId tenant, UserId user, CancellationToken cancel);

    /// <summary>The copy is ready.</summary>
    Task FinishExportAsync(UserId user, FileId file, long nowMs, CancellationToken cancel);

    /// <summary>Things of a kind, by their cursor.</summary>
    Task<IReadOnlyList<PersonRecord>> ReadAsync(string section, UserId user, long after, int limit, CancellationToken cancel);

    /// <summary>The conversations that a person is or was in, by id.</summary>
    Task<IReadOnlyList<ConversationId>> ReadConversationsAsync(UserId user, ConversationId after, int limit, CancellationToken cancel);

    /// <summary>What a person said in a stretch of a conversation.</summary>
    /// <returns>Where the stretch ends, and the messages; 0 and none at the end of the conversation.</returns>
    Task<(long End, IReadOnlyList<PersonRecord> Messages)> ReadMessagesAsync(UserId user, ConversationId conversation, long after, CancellationToken cancel);

    /// <summary>
    /// Overwrites everything personal in the account, takes from it every way to sign in, ends its sessions, and inserts the job that deletes the rest;
    /// also tells <c>user_changes</c>.
    /// </summary>
    /// <returns>False when there is no such account, or it was erased before.</returns>
    Task<bool> EraseAsync(TenantId tenant, UserId user, string name, long nowMs, NewJob job, CancellationToken cancel);

    /// <summary>Deletes things that only the person saw, and what it wrote about itself elsewhere; returns how many: again until none is left.</summary>
    Task<int> DeleteSomeAsync(UserId user, CancellationToken cancel);

    /// <summary>Deletes notifications of the others in these conversations that are about the person, since they say its name.</summary>
    Task ForgetInNotificationsAsync(UserId user, IReadOnlyList<ConversationId> conversations, CancellationToken cancel);

    /// <summary>Files of the person whose bytes must be deleted, and then their records; nobody finds them any more.</summary>
    Task<IReadOnlyList<FileId>> CondemnFilesAsync(UserId user, CancellationToken cancel);
}
