using Microsoft.Extensions.Logging.Abstractions;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Tests.Fixtures;

/// <summary>A fresh database for one test class, opened once; a test may open more on the same one where the database allows it.</summary>
public abstract class DatabaseFixture : IAsyncLifetime
{
    private Stores? _stores;

    /// <summary>Why the database is not to be had here, or null.</summary>
    public virtual string? Missing => null;

    /// <summary>The database.</summary>
    public abstract DatabaseUrl Url { get; }

    public ManualClock Clock { get; } = new();

    /// <summary>Ids with a number of their own that no lease is needed for.</summary>
    public IdGenerator Ids => field ??= IdsOf(Clock, node: 63);

    public SettledWrites Settled { get; } = new();

    /// <summary>The stores; skips the test when the database is missing.</summary>
    public Stores Stores
    {
        get
        {
            Assert.SkipWhen(Missing is not null, Missing ?? "");
            return _stores!;
        }
    }

    public static IdGenerator IdsOf(TimeProvider clock, int node)
    {
        var ids = new IdGenerator(clock);
        ids.Use(new NodeLease(node, 0, long.MaxValue), TimeSpan.FromDays(1000));
        return ids;
    }

    /// <summary>Opens the same database again (PostgreSQL: another node; SQLite: only <see cref="StorageOptions.Shared"/>).</summary>
    public Task<Stores> OpenAsync(StorageOptions? options = null, SettledWrites? settled = null, IdGenerator? ids = null) => Stores.OpenAsync(
        Url, options ?? new StorageOptions(), ids ?? Ids, Clock, settled ?? new SettledWrites(), NullLoggerFactory.Instance, CancellationToken.None);

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        await CreateAsync();
        _stores = await OpenAsync(settled: Settled);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_stores is not null)
            await _stores.DisposeAsync();
        if (Missing is null)
            await DropAsync();
    }

    /// <summary>An empty database, without tables.</summary>
    public abstract Task CreateAsync();

    public abstract Task DropAsync();
}
