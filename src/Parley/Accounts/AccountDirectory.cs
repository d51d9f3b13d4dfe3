using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>
/// The accounts that are in use, cached. Every token check and every delivery asks here. A background loop reads <c>user_changes</c> every
/// second, so that a ban or a revocation on any node is known on all of them; the node that did it knows at once (<see cref="ReloadAsync"/>).
/// Owner of the entries: this object; order: a load that a <see cref="Forget"/> overtook is never kept.
/// </summary>
public sealed partial class AccountDirectory(IAccountStore store, TimeProvider clock, ILogger<AccountDirectory> log, int capacity = AccountDirectory.DefaultCapacity)
    : IAsyncDisposable
{
    /// <summary>How many accounts are kept: about 40 MB when full.</summary>
    public const int DefaultCapacity = 100_000;

    private const int ChangesAtOnce = 1_000;
    private const int ReloadsAtOnce = 16;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<UserId, Entry> _entries = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _trimming = new();
    private Task _loop = Task.CompletedTask;
    private long _cursor = -1;
    private long _forgets; // Rises with every Forget, before the entry goes.
    private int _count;

    /// <summary>
    /// A user changed (ban, revoked session, profile, role) and was read anew. Raised on whatever thread noticed, possibly twice for one
    /// change; handlers must be quick and not block.
    /// </summary>
    public event Action<Account>? Changed;

    /// <summary>Starts to follow changes.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        (_cursor, _) = await store.ReadChangesAsync(-1, 1, cancel);
        _loop = Task.Run(FollowAsync, CancellationToken.None);
    }

    /// <summary>The account of whatever tenant, or null when there is none: only for an id that a verified token or the store names.</summary>
    public ValueTask<Account?> FindAsync(UserId id, CancellationToken cancel) =>
        TryGet(id, out var account) ? new(account) : new(LoadAsync(id).WaitAsync(cancel));

    /// <summary>The account if it is cached; asks no store.</summary>
    public bool TryGet(UserId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Account? account)
    {
        account = _entries.TryGetValue(id, out var entry) ? entry.Use() : null;
        return account is not null;
    }

    /// <summary>The accounts among <paramref name="ids"/> that are in the tenant; the others are left out.</summary>
    public ValueTask<IReadOnlyDictionary<UserId, Account>> FindManyAsync(TenantId tenant, IReadOnlyCollection<UserId> ids, CancellationToken cancel)
    {
        var found = new Dictionary<UserId, Account>(ids.Count);
        List<UserId>? missing = null;
        foreach (var id in ids)
        {
            if (!TryGet(id, out var account))
                (missing ??= []).Add(id);
            else if (account.TenantId == tenant)
                found[id] = account;
        }

        return missing is null ? new(found) : new(AddMissingAsync(tenant, found, missing, cancel));
    }

    /// <summary>Drops the cached account: the next look-up reads the store.</summary>
    public void Forget(UserId id)
    {
        Interlocked.Increment(ref _forgets);
        if (_entries.TryRemove(id, out _))
            Interlocked.Decrement(ref _count);
    }

    /// <summary>Reads the account anew and raises <see cref="Changed"/>: called by whoever has just changed it.</summary>
    public async Task<Account?> ReloadAsync(UserId id, CancellationToken cancel)
    {
        Forget(id);
        var account = await FindAsync(id, cancel);
        if (account is not null)
            Tell(account);
        return account;
    }

    /// <summary>Stops following.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private Task<Account?> LoadAsync(UserId id)
    {
        var fresh = new Entry();
        var entry = _entries.GetOrAdd(id, fresh);
        if (entry == fresh)
        {
            Interlocked.Increment(ref _count);
            _ = FillAsync(id, fresh);
        }

        return entry.Loaded;
    }

    private async Task FillAsync(UserId id, Entry entry)
    {
        try
        {
            var account = await store.FindAsync(id, _stop.Token);
            if (account is null)
                Drop(id, entry);
            Trim(); // before those who wait go on: they may do so on this thread, and take their time
            entry.Fill(account);
        }
        catch (Exception fault)
        {
            Drop(id, entry); // Whoever waits gets the fault; the next one asks again.
            entry.Fail(fault);
        }
    }

    private async Task<IReadOnlyDictionary<UserId, Account>> AddMissingAsync(
        TenantId tenant, Dictionary<UserId, Account> found, List<UserId> missing, CancellationToken cancel)
    {
        var before = Volatile.Read(ref _forgets);
        foreach (var account in await store.FindManyAsync(tenant, missing, cancel))
        {
            found[account.Id] = account;
            var entry = new Entry();
            entry.Fill(account);
            if (!_entries.TryAdd(account.Id, entry))
                continue;
            Interlocked.Increment(ref _count);
            if (Volatile.Read(ref _forgets) != before)
                Drop(account.Id, entry); // What was read may be older than the change that somebody forgot it for.
        }

        Trim();
        return found;
    }

    private void Drop(UserId id, Entry entry)
    {
        if (_entries.TryRemove(KeyValuePair.Create(id, entry)))
            Interlocked.Decrement(ref _count);
    }

    /// <summary>Second chance: what was not used since the last trim goes first.</summary>
    private void Trim()
    {
        if (Volatile.Read(ref _count) <= capacity || !_trimming.TryEnter())
            return;
        try
        {
            var keep = capacity - (capacity / 10);
            for (var round = 0; round < 2; round++)
            {
                foreach (var (id, entry) in _entries)
                {
                    if (Volatile.Read(ref _count) <= keep)
                        return;
                    if (!entry.TakeChance())
                        Drop(id, entry);
                }
            }
        }
        finally
        {
            _trimming.Exit();
        }
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await FollowOnceAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task FollowOnceAsync()
    {
        try
        {
            IReadOnlyList<UserId> users;
            do
            {
                (var cursor, users) = await store.ReadChangesAsync(_cursor, ChangesAtOnce, _stop.Token);
                await ReloadAllAsync([.. users.Distinct()]);
                _cursor = cursor; // Only now: a reload that failed is tried again.
            }
            while (users.Count == ChangesAtOnce);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            LogFollowFailed(fault);
        }
    }

    // All are forgotten first and read a few at once, so that a ban does not wait behind thousands who were given another name.
    private Task ReloadAllAsync(IReadOnlyList<UserId> users)
    {
        foreach (var user in users)
            Forget(user);
        return Parallel.ForEachAsync(
            users,
            new ParallelOptions { MaxDegreeOfParallelism = ReloadsAtOnce, CancellationToken = _stop.Token },
            async (user, stop) => await ReloadAsync(user, stop));
    }

    private void Tell(Account account)
    {
        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<Account>)handler)(account);
            }
            catch (Exception fault) // One bad handler must not keep the others from hearing of a ban.
            {
                LogHandlerFailed(fault, account.Id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "User changes could not be read; trying again in a second")]
    private partial void LogFollowFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of the change of user {User} failed")]
    private partial void LogHandlerFailed(Exception fault, UserId user);

    private sealed class Entry
    {
        private readonly TaskCompletionSource<Account?> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile Account? _account;
        private bool _used; // A lost write costs a look-up at most.

        public Task<Account?> Loaded => _loaded.Task;

        public Account? Use()
        {
            if (!_used)
                _used = true;
            return _account;
        }

        public void Fill(Account? account)
        {
            _account = account;
            _loaded.TrySetResult(account);
        }

        public void Fail(Exception fault)
        {
            _loaded.TrySetException(fault);
            _ = _loaded.Task.Exception; // Nobody may be waiting any more.
        }

        /// <summary>True while it is loading, or when it was used since the last time it was asked.</summary>
        public bool TakeChance()
        {
            if (_account is null)
                return true;
            var used = _used;
            _used = false;
            return used;
        }
    }
}
