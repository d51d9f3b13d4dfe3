using Microsoft.Extensions.Logging.Abstractions;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Moderation;

/// <summary>The list of sensitive words, on whatever database.</summary>
public abstract class WordStoreContract(DatabaseFixture fixture)
{
    private IWordStore Words => fixture.Stores.Words;

    [Fact]
    public async Task Words_are_kept_by_tenant_and_key_and_every_change_has_its_version()
    {
        var tenant = await fixture.NewTenantAsync();
        var before = await Words.ReadVersionAsync(default);

        await Words.SetAsync([("bad", new(tenant, "Bad", WordAction.Mask, 1)), ("坏", new(tenant, "坏", WordAction.Flag, 1))], default);
        await Words.SetAsync([("bad", new(tenant, "BAD", WordAction.Reject, 2))], default);
        var (version, all) = await Words.ReadAsync(default);

        Assert.Equal(before + 2, version);
        Assert.Equal(
            [new(tenant, "BAD", WordAction.Reject, 2), new SensitiveWord(tenant, "坏", WordAction.Flag, 1)], all.Where(word => word.TenantId == tenant));
        Assert.False(await Words.RemoveAsync(default, "bad", "Bad", default));
        Assert.True(await Words.RemoveAsync(tenant, "bad", "Bad", default));
        Assert.False(await Words.RemoveAsync(tenant, "bad", "Bad", default));
        await Words.SetAsync([("once known by", new(tenant, "Old", WordAction.Mask, 3))], default);
        Assert.True(await Words.RemoveAsync(tenant, "old", "Old", default));
        Assert.Equal("坏", Assert.Single((await Words.ReadAsync(default)).Words, word => word.TenantId == tenant).Text);
    }

    [Fact]
    public async Task Editors_at_once_give_each_change_a_version_of_its_own()
    {
        var tenant = await fixture.NewTenantAsync();
        var before = await Words.ReadVersionAsync(default);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Words.SetAsync([($"w{i % 5}", new(tenant, $"W{i % 5}", WordAction.Mask, i))], default)));

        Assert.Equal(before + 20, await Words.ReadVersionAsync(default));
        Assert.Equal(5, (await Words.ReadAsync(default)).Words.Count(word => word.TenantId == tenant));
    }

    [Fact]
    public async Task A_node_goes_by_a_change_once_it_has_looked()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var editor = new SensitiveWords(Words, fixture.Clock);
        await using var list = new WordList(Words, fixture.Clock, NullLogger<WordList>.Instance);
        await list.StartAsync(default);

        Assert.True((await editor.SetAsync(tenant, ["Ｂａｄ"], WordAction.Reject, default)).IsOk);
        Assert.True((await editor.SetAsync(default, [$"all{tenant}"], WordAction.Reject, default)).IsOk);
        await list.ReloadAsync(default);

        Assert.True(list.Of(tenant)!.Check("so bad").IsRejected);
        Assert.True(list.Of(tenant)!.Check($"all{tenant}").IsRejected);
        Assert.False(list.Of(other)!.Check("so bad").IsRejected);
        Assert.True(list.Of(other)!.Check($"all{tenant}").IsRejected);
        Assert.True((await editor.RemoveAsync(tenant, "BAD", default)).IsOk);
        await list.ReloadAsync(default);
        Assert.False(list.Of(tenant)!.Check("so bad").IsRejected);
    }

    [Fact]
    public async Task A_tenant_whose_list_is_full_fills_nobody_elses()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var editor = new SensitiveWords(Words, fixture.Clock);
        for (var from = 0; from < SensitiveWords.MostOwnWords; from += 1_000)
            Assert.True((await editor.SetAsync(tenant, [.. Enumerable.Range(from, 1_000).Select(i => $"{tenant}w{i}")], WordAction.Mask, default)).IsOk);

        var full = await editor.SetAsync(tenant, ["one more"], WordAction.Mask, default);

        Assert.Equal((ChatError.InvalidField, "words"), (full.Refusal!.Error, full.Refusal.Field));
        Assert.True((await editor.SetAsync(tenant, [$"{tenant}W1"], WordAction.Flag, default)).IsOk); // one of its own
        Assert.True((await editor.SetAsync(other, ["one more"], WordAction.Mask, default)).IsOk);
        Assert.True((await editor.RemoveAsync(tenant, $"{tenant}w0", default)).IsOk);
        Assert.True((await editor.SetAsync(tenant, ["one more"], WordAction.Mask, default)).IsOk);
    }

    [Fact]
    public async Task Words_of_which_nothing_is_left_or_which_are_too_long_are_refused()
    {
        var editor = new SensitiveWords(Words, fixture.Clock);
        foreach (var word in new[] { "", " ", "\u200B", "a\0b", "\uD800", new string('x', 65) })
            Assert.Equal(ChatError.InvalidField, (await editor.SetAsync(default, [word], WordAction.Mask, default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await editor.RemoveAsync(default, "never there", default)).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, (await editor.RemoveAsync(default, "a\0b", default)).Refusal?.Error);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteWordStoreTests(SqliteFixture fixture) : WordStoreContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresWordStoreTests(PostgresFixture fixture) : WordStoreContract(fixture), IClassFixture<PostgresFixture>;
