using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Delivery;

/// <summary>A database for each test: a node's delivery ends with its store.</summary>
public abstract class OwnDatabase(DatabaseFixture fixture) : IAsyncLifetime
{
    protected DatabaseFixture Fixture { get; } = fixture;

    public ValueTask InitializeAsync() => Fixture.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Fixture.DisposeAsync();
    }
}
