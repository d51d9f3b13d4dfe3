namespace Parley.Storage.Tests.Fixtures;

/// <summary>A SQLite file in a temporary folder of its own.</summary>
public sealed class SqliteFixture : DatabaseFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-storage-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "parley.db");

    public override DatabaseUrl Url => DatabaseUrl.Parse($"sqlite:{Path}");

    public override Task CreateAsync() => Task.CompletedTask;

    public override Task DropAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
