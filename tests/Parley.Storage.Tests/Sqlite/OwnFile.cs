using Microsoft.Extensions.Logging.Abstractions;
using Parley.Storage.Migrations;
using Parley.Storage.Sqlite;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Sqlite;

/// <summary>A file for a test that opens and closes it itself.</summary>
internal sealed class OwnFile : IAsyncDisposable
{
    private readonly SqliteFixture _fixture = new();

    public string Path => _fixture.Path;

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public Task<SqliteDatabase> OpenAsync(StorageOptions? options = null, IReadOnlyList<Migration>? known = null) => SqliteDatabase.OpenAsync(
        Path, known ?? Migration.Embedded(DatabaseKind.Sqlite), options ?? new StorageOptions(), _fixture.Clock, NullLogger.Instance, default);

    public async ValueTask DisposeAsync() => await _fixture.DropAsync();
}
