using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Secrets;

public sealed class KeyFingerprintsOnSqlite(SqliteFixture fixture) : KeyFingerprintContract(fixture), IClassFixture<SqliteFixture>;

public sealed class KeyFingerprintsOnPostgres(PostgresFixture fixture) : KeyFingerprintContract(fixture), IClassFixture<PostgresFixture>;

public abstract class KeyFingerprintContract(DatabaseFixture fixture)
{
    [Fact]
    public async Task The_first_fingerprint_is_recorded_and_told_to_whoever_comes_with_another()
    {
        var keys = fixture.Stores.KeyFingerprints;
        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => keys.RecordAsync("signing", $"key {i}", default))));

        Assert.Single(seen.Distinct(StringComparer.Ordinal));
        Assert.Equal(seen[0], await keys.RecordAsync("signing", "another", default));
        Assert.Equal("another", await keys.RecordAsync("field:1", "another", default));
    }

    [Fact]
    public void A_database_has_a_generation_of_128_random_bits() =>
        Assert.Matches("^[0-9a-f]{32}$", fixture.Stores.Generation);
}
