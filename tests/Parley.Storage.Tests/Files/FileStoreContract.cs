using Parley.Accounts;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Files;

public sealed class FileStoreOnSqlite(SqliteFixture fixture) : FileStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class FileStoreOnPostgres(PostgresFixture fixture) : FileStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class FileStoreContract(DatabaseFixture fixture)
{
    private IFileStore Files => fixture.Stores.Files;

    [Fact]
    public async Task A_record_comes_back_as_it_was_and_in_its_tenant_only()
    {
        var owner = await OwnerAsync();
        var file = Of(owner) with { ThumbnailId = new FileId(5) };
        Assert.True(await Files.AddAsync(file, 0, default));
        Assert.Equal(file, await Files.FindAsync(owner.TenantId, file.Id, default));
        Assert.Null(await Files.FindAsync(new TenantId(owner.TenantId.Value + 1), file.Id, default));
        Assert.Null(await Files.FindAsync(owner.TenantId, new FileId(file.Id.Value + 1), default));
    }

    [Fact]
    public async Task A_persons_files_together_stay_within_the_quota()
    {
        var (owner, other) = (await OwnerAsync(), await OwnerAsync());
        Assert.True(await Files.AddAsync(Of(owner, size: 60), 100, default));
        Assert.False(await Files.AddAsync(Of(owner, size: 41), 100, default));
        Assert.True(await Files.AddAsync(Of(other, size: 100), 100, default));
        Assert.True(await Files.AddAsync(Of(owner, size: 40), 100, default));
        Assert.True(await Files.AddAsync(Of(owner, size: 1000), 0, default));
    }

    [Fact]
    public async Task Of_uploads_that_end_at_once_no_more_are_taken_than_there_is_room()
    {
        var owner = await OwnerAsync();
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Files.AddAsync(Of(owner, size: 10), 50, default))));
        Assert.Equal(5, taken.Count(isTaken => isTaken));
    }

    [Fact]
    public async Task A_file_is_seen_by_whoever_may_see_a_message_that_has_it()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, eve) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var file = await AddAsync(ann);
        await AssertSeenAsync(file, [], [ann, bob, eve]); // the owner's right is no matter of messages

        var direct = await world.DirectAsync(ann, bob);
        var message = await SendAsync(world, direct.Id, ann, file);
        await AssertSeenAsync(file, [ann, bob], [eve]);

        await world.Messages.HideAsync(world.Tenant, message, bob.Id, fixture.Clock.NowMs, default);
        await AssertSeenAsync(file, [ann], [bob, eve]);

        var group = await world.GroupAsync(bob, eve);
        var forwarded = await SendAsync(world, group.Id, bob, file);
        await AssertSeenAsync(file, [ann, bob, eve], []);
        Assert.True(await Files.IsShownAsync(file.Id, message, default));
        Assert.True(await Files.IsShownAsync(file.Id, forwarded, default));

        await world.Messages.RecallAsync(world.Tenant, message, ann.Id, fixture.Clock.NowMs, MessageHistory.RecallWindow, default);
        await AssertSeenAsync(file, [bob, eve], [ann]);
        Assert.False(await Files.IsShownAsync(file.Id, message, default));
        Assert.True(await Files.IsShownAsync(file.Id, forwarded, default));
        Assert.True(await Files.IsShownAsync(file.Id, default, default));

        await Sql.RunAsync(world.Stores, "UPDATE participants SET left_at = 1 WHERE user_id = @eve", ("@eve", eve.Id.Value));
        await AssertSeenAsync(file, [bob], [ann, eve]);
    }

    [Fact]
    public async Task Who_joined_later_does_not_see_what_was_before()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var group = await world.GroupAsync(ann, bob);
        var file = await AddAsync(ann);
        await SendAsync(world, group.Id, ann, file);
        await Sql.RunAsync(world.Stores, "UPDATE participants SET joined_seq = 1 WHERE user_id = @bob", ("@bob", bob.Id.Value));
        await AssertSeenAsync(file, [ann], [bob]);
    }

    [Fact]
    public async Task A_link_of_the_owners_holds_until_every_message_is_recalled()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var (file, other) = (await AddAsync(ann), await AddAsync(ann));
        Assert.True(await Files.IsShownAsync(file.Id, default, default));
        var messages = new[] { await SendAsync(world, direct.Id, ann, file), await SendAsync(world, direct.Id, ann, file) };
        Assert.False(await Files.IsShownAsync(other.Id, messages[0], default));
        foreach (var message in messages)
        {
            Assert.True(await Files.IsShownAsync(file.Id, default, default));
            await world.Messages.RecallAsync(world.Tenant, message, ann.Id, fixture.Clock.NowMs, MessageHistory.RecallWindow, default);
        }

        Assert.False(await Files.IsShownAsync(file.Id, default, default));
        Assert.True(await Files.IsShownAsync(other.Id, default, default));
    }

    [Fact]
    public async Task What_no_message_has_goes_and_what_one_has_stays()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var (unused, used, recalled, touched) = (await AddAsync(ann), await AddAsync(ann), await AddAsync(ann), await AddAsync(ann));
        await SendAsync(world, direct.Id, ann, used);
        await world.Messages.RecallAsync(
            world.Tenant, await SendAsync(world, direct.Id, ann, recalled), ann.Id, fixture.Clock.NowMs, MessageHistory.RecallWindow, default);
        var uploadedAt = fixture.Clock.NowMs;
        fixture.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await Files.TouchAsync(touched.Id, fixture.Clock.NowMs, default));
        var young = await AddAsync(ann);

        Assert.DoesNotContain(unused.Id, await Files.CondemnAsync(uploadedAt, default)); // older than, not as old as
        var due = await Files.CondemnAsync(fixture.Clock.NowMs - (long)TimeSpan.FromHours(24).TotalMilliseconds, default);
        Assert.Contains(unused.Id, due);
        Assert.Empty(due.Intersect([used.Id, recalled.Id, touched.Id, young.Id]));
        Assert.Null(await Files.FindAsync(world.Tenant, unused.Id, default));
        Assert.False(await Files.TouchAsync(unused.Id, fixture.Clock.NowMs, default));
        Assert.True(await Files.TouchAsync(used.Id, fixture.Clock.NowMs, default));

        Assert.Contains(unused.Id, await Files.CondemnAsync(0, default)); // still, until it is forgotten
        await Files.ForgetAsync([unused.Id, used.Id], default);
        Assert.DoesNotContain(unused.Id, await Files.CondemnAsync(0, default));
        foreach (var file in new[] { used, recalled, touched, young })
            Assert.NotNull(await Files.FindAsync(world.Tenant, file.Id, default));
    }

    [Fact]
    public async Task What_its_owner_shows_as_a_picture_stays()
    {
        var (ann, bob) = (await OwnerAsync(), await OwnerAsync());
        var (kept, unkept, gone) = (await AddAsync(ann), await AddAsync(ann), await AddAsync(ann));
        Assert.True(await Files.KeepAsync(kept.Id, ann.Id, default));
        Assert.True(await Files.KeepAsync(kept.Id, ann.Id, default));
        Assert.False(await Files.KeepAsync(unkept.Id, bob.Id, default));
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        var due = await Files.CondemnAsync(fixture.Clock.NowMs, default);
        Assert.Contains(unkept.Id, due);
        Assert.DoesNotContain(kept.Id, due);
        Assert.False(await Files.KeepAsync(gone.Id, ann.Id, default));
        Assert.NotNull(await Files.FindAsync(ann.TenantId, kept.Id, default));
        Assert.True(await Files.IsShownAsync(kept.Id, default, default));
    }

    [Fact]
    public async Task More_than_are_looked_at_at_once_are_all_found()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var uses = new List<TestSend>();
        for (var i = 0; i < 250; i++)
            uses.Add(Send(direct.Id, ann, await AddAsync(ann)));
        await world.RunAsync([.. uses]);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        var unused = await AddAsync(ann);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        var gone = new List<FileId>();
        while (await Files.CondemnAsync(fixture.Clock.NowMs, default) is { Count: > 0 } due)
        {
            await Files.ForgetAsync(due, default);
            gone.AddRange(due);
        }

        Assert.Contains(unused.Id, gone);
        Assert.Equal(250, await Sql.NumberAsync(world.Stores, "SELECT count(*) FROM files WHERE owner_id = @ann AND state = 1", ("@ann", ann.Id.Value)));
    }

    private async Task AssertSeenAsync(StoredFile file, Account[] by, Account[] notBy)
    {
        foreach (var person in by)
            Assert.True(await Files.IsSeenAsync(file.Id, person.Id, default));
        foreach (var person in notBy)
            Assert.False(await Files.IsSeenAsync(file.Id, person.Id, default));
    }

    private static async Task<MessageId> SendAsync(ChatWorld world, ConversationId conversation, Account sender, StoredFile file)
    {
        var sent = (await world.RunAsync(Send(conversation, sender, file)))[0];
        Assert.Null(sent.Refusal);
        return sent.Message!.Id;
    }

    private static TestSend Send(ConversationId conversation, Account sender, StoredFile file)
    {
        var send = ChatWorld.Send(conversation, sender, "");
        send.Body = new MessageFile { Id = file.Id, Name = file.Name }.ToBody(MessageType.File, "");
        return send;
    }

    private async Task<Account> OwnerAsync() => await fixture.AddPersonAsync(await fixture.NewTenantAsync());

    private async Task<StoredFile> AddAsync(Account owner)
    {
        var file = Of(owner);
        Assert.True(await Files.AddAsync(file, 0, default));
        return file;
    }

    private StoredFile Of(Account owner, long size = 12) => new()
    {
        Id = new FileId(fixture.Ids.Next()),
        TenantId = owner.TenantId,
        OwnerId = owner.Id,
        Name = "报告 ✓.pdf",
        ContentType = "application/pdf",
        Kind = FileKind.Other,
        Size = size,
        Sha256 = new string('a', 64),
        CreatedAt = fixture.Clock.NowMs,
    };
}
