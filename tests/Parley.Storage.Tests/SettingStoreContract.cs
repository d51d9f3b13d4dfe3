using Microsoft.Extensions.Logging.Abstractions;
using Parley.Configuration;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests;

/// <summary>Settings that operators change, on whatever database and on several nodes.</summary>
public abstract class SettingStoreContract(DatabaseFixture fixture)
{
    private static readonly Settings Configured = new(key => key == "Moderation:BanThreshold" ? "20" : null, _ => [], _ => SettingSource.File);

    private ISettingStore Store => fixture.Stores.Settings;

    [Fact]
    public async Task A_change_holds_on_every_node_until_it_is_taken_back()
    {
        var (one, here) = Node();
        var (other, there) = Node();
        Assert.Null(await Store.SetAsync(Change("Moderation:BanThreshold", "30"), default));
        await one.RefreshAsync(default);
        await other.RefreshAsync(default);
        Assert.Equal((30, 30, SettingSource.Operator), (here.Value.BanThreshold, there.Value.BanThreshold, other.InForce.SourceOf("Moderation:BanThreshold")));
        Assert.Equal("30", (await Store.SetAsync(Change("Moderation:BanThreshold", ""), default))?.Value);
        await other.RefreshAsync(default);
        Assert.Equal(15, there.Value.BanThreshold); // as if nothing were configured
        Assert.Equal("", (await Store.RemoveAsync("Moderation:BanThreshold", default))?.Value);
        Assert.Null(await Store.RemoveAsync("Moderation:BanThreshold", default));
        await other.RefreshAsync(default);
        Assert.Equal((20, SettingSource.File), (there.Value.BanThreshold, other.InForce.SourceOf("Moderation:BanThreshold")));
    }

    [Fact]
    public async Task What_is_no_longer_allowed_is_left_out_and_the_rest_holds()
    {
        await Store.SetAsync(Change("Moderation:HitWeight", "many"), default);
        await Store.SetAsync(Change("Moderation:ReportWeight", "7"), default);
        await Store.SetAsync(Change("Moderation:Retired", "1"), default);
        var (node, options) = Node();
        await node.RefreshAsync(default);
        Assert.Equal((3, 7), (options.Value.HitWeight, options.Value.ReportWeight));
        Assert.Contains("from 0 to 10000", node.Judge("Moderation:HitWeight", "-1"), StringComparison.Ordinal);
        Assert.Null(node.Judge("moderation:hitweight", "4"));
        foreach (var name in new[] { "Moderation:HitWeight", "Moderation:ReportWeight", "Moderation:Retired" })
            await Store.RemoveAsync(name, default);
    }

    private ChangedSetting Change(string name, string value) => new(name, value, new UserId(7), fixture.Clock.NowMs);

    private (LiveSettings Node, Current<ModerationOptions> Options) Node()
    {
        var options = new Current<ModerationOptions>(ModerationOptions.Read(Configured));
        return (new LiveSettings(Configured, ModerationSettings.All, Read, Store, fixture.Clock, NullLogger<LiveSettings>.Instance), options);

        Action Read(Settings settings)
        {
            var read = ModerationOptions.Read(settings);
            return () => options.Value = read;
        }
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteSettingStoreTests(SqliteFixture fixture) : SettingStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresSettingStoreTests(PostgresFixture fixture) : SettingStoreContract(fixture), IClassFixture<PostgresFixture>;
