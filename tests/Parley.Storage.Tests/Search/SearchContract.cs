using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Search;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Search;

/// <summary>On SQLite.</summary>
public sealed class SqliteSearchTests(SqliteFixture fixture) : SearchContract(fixture), IClassFixture<SqliteFixture>;

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresSearchTests(PostgresFixture fixture) : SearchContract(fixture), IClassFixture<PostgresFixture>;

/// <summary>Who finds what, on whatever database.</summary>
public abstract class SearchContract(DatabaseFixture fixture)
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("hello", "Hello 世界，你好吗😀")]
    [InlineData("WORLD hello", "hello, world!")]
    [InlineData("hello wor", "hello, world!")]
    [InlineData("你好", "Hello 世界，你好吗😀")]
    [InlineData("吗", "Hello 世界，你好吗😀")]
    [InlineData("好", "Hello 世界，你好吗😀")]
    [InlineData("世界hello", "Hello 世界，你好吗😀")]
    [InlineData("😀", "Hello 世界，你好吗😀")]
    [InlineData("ＡＢＣ１２３", "order abc123")]
    [InlineData("caffe", "Ein Caffè, bitte")]
    [InlineData("спасибо", "Большое СПАСИБО")]
    [InlineData("สวัส", "สวัสดีครับ")]
    [InlineData("𠮷野", "𠮷野家")]
    [InlineData("it's", "it's \"quoted\" \\ back:slashed & | ! ( ) * ^ ~ -")]
    [InlineData("back:slashed", "it's \"quoted\" \\ back:slashed & | ! ( ) * ^ ~ -")]
    public async Task Words_of_every_script_are_found(string query, string text)
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.SendAsync(direct, ann, text);
        await world.SendAsync(direct, ann, "nothing of the kind 别的事情");
        await world.IndexAsync(direct);

        Assert.Equal([text], await world.FindAsync(bob, query));
        Assert.Equal([text], await world.FindAsync(ann, query));
        Assert.Empty(await world.FindAsync(bob, query + " elsewhere"));
    }

    [Fact]
    public async Task Only_who_is_in_a_conversation_finds_what_came_after_its_joining_and_while_it_is_in()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, carl, dora) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var group = await world.GroupAsync(ann, bob, dora);
        await world.SendAsync(group, ann, "needle before");
        await JoinAsync(carl.Id, null);
        await world.SendAsync(group, ann, "needle after");
        await JoinAsync(bob.Id, leftAt: 5);
        await world.SendAsync(await world.DirectAsync(ann, dora), ann, "needle aside");
        await world.IndexAsync(group, await world.DirectAsync(ann, dora));

        Assert.Equal(["needle aside", "needle after", "needle before"], await world.FindAsync(ann, "needle"));
        Assert.Equal(["needle after"], await world.FindAsync(carl, "needle"));
        Assert.Empty(await world.FindAsync(bob, "needle"));
        Assert.Empty(await world.FindAsync(await world.PersonAsync(), "needle"));
        Assert.Equal(["needle after", "needle before"], await world.FindAsync(dora, "needle", new SearchTerms([], Conversation: group.Id)));
        Assert.Empty(await world.FindAsync(carl, "needle", new SearchTerms([], Conversation: (await world.DirectAsync(ann, dora)).Id)));

        await JoinAsync(bob.Id, null); // again: what was before stays out of sight
        Assert.Empty(await world.FindAsync(bob, "needle"));

        Task JoinAsync(UserId user, long? leftAt) => world.Conversations.EditAsync(
            world.Tenant, group.Id, (_, _) => new ConversationEdit { Members = [new MemberEdit(user, MemberRole.Member, leftAt, 1)] }, default);
    }

    [Fact]
    public async Task A_text_that_names_another_conversations_scope_stays_where_it_is()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob, carl) = (await world.PersonAsync(), await world.PersonAsync(), await world.PersonAsync());
        var (theirs, other) = (await world.DirectAsync(ann, bob), await world.DirectAsync(bob, carl));
        await world.SendAsync(other, carl, "something");
        await world.SendAsync(theirs, ann, $"secret #c{other.Id} c{other.Id} {other.Id} #t1 \"#c{other.Id}\"");
        await world.IndexAsync(theirs, other);

        Assert.Empty(await world.FindAsync(carl, "secret"));
        Assert.Empty(await world.FindAsync(carl, $"{other.Id}"));
        Assert.Single(await world.FindAsync(bob, "secret"));
    }

    [Fact]
    public async Task What_was_recalled_or_hidden_is_found_no_more_at_once()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        var sends = await world.RunAsync([.. Enumerable.Range(1, 3).Select(i => ChatWorld.Send(direct.Id, ann, $"pebble {i}"))]);
        await world.IndexAsync(direct);
        await world.Messages.RecallAsync(world.Tenant, sends[0].Id, ann.Id, sends[0].Message!.CreatedAt, TwoMinutes, default);
        await world.Messages.HideAsync(world.Tenant, sends[1].Id, bob.Id, 1, default);

        Assert.Equal(["pebble 3", "pebble 2"], await world.FindAsync(ann, "pebble"));
        Assert.Equal(["pebble 3"], await world.FindAsync(bob, "pebble"));
        Assert.Equal(3, await TokensAsync(world, direct));

        await world.IndexAsync(direct);
        Assert.Equal(["pebble 3", "pebble 2"], await world.FindAsync(ann, "pebble"));
        Assert.Equal(["pebble 3"], await world.FindAsync(bob, "pebble"));
        Assert.Equal(2, await TokensAsync(world, direct)); // the recalled one's words are gone
    }

    [Fact]
    public async Task Time_type_and_place_narrow_a_search()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var (direct, group) = (await world.DirectAsync(ann, bob), await world.GroupAsync(ann, bob));
        var sends = new List<TestSend>();
        for (var day = 1; day <= 4; day++)
        {
            sends.Add(await world.SendAsync(direct, ann, MessageType.Text, $"day {day}"));
            fixture.Clock.Advance(TimeSpan.FromDays(1));
        }

        var image = await world.SendAsync(direct, bob, MessageType.Image, "");
        await world.SendAsync(group, bob, MessageType.File, "day-report.pdf");
        await world.IndexAsync(direct, group);
        var (two, three) = (sends[1].Message!.CreatedAt, sends[2].Message!.CreatedAt);

        Assert.Equal(["day 3", "day 2"], await world.FindAsync(bob, "day", new SearchTerms([], two, three)));
        Assert.Equal(["day 3"], await world.FindAsync(bob, "day", new SearchTerms([], two + 1, three)));
        Assert.Equal(["day 2"], await world.FindAsync(bob, "day", new SearchTerms([], two, three - 1)));
        Assert.Equal(["day-report.pdf"], await world.FindAsync(bob, "day", new SearchTerms([], Type: MessageType.File)));
        Assert.Equal([image.Id], (await world.FindAllAsync(ann, "", new SearchTerms([], Type: MessageType.Image))).Items.Select(item => item.Message.Id));
        Assert.Empty(await world.FindAsync(bob, "day", new SearchTerms([], Type: MessageType.Image)));
        Assert.Equal(["day-report.pdf"], await world.FindAsync(ann, "day", new SearchTerms([], Conversation: group.Id)));
        Assert.Equal(["day-report.pdf"], await world.FindAsync(ann, "day", new SearchTerms([], Kind: ConversationKind.Group)));
        Assert.DoesNotContain("day-report.pdf", await world.FindAsync(ann, "day", new SearchTerms([], Kind: ConversationKind.Direct)));
        Assert.Equal(["day 2", "day 1"], await world.FindAsync(ann, "day", new SearchTerms([], Before: sends[2].Id)));
        Assert.Empty(await world.FindAsync(ann, "day", new SearchTerms([], 0, 0)));
    }

    [Fact]
    public async Task Pages_go_from_the_newest_down_and_matches_are_counted_up_to_a_bound()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var direct = await world.DirectAsync(ann, bob);
        await world.RunAsync([.. Enumerable.Range(1, 30).Select(i => ChatWorld.Send(direct.Id, ann, $"page {i}"))]);
        await world.IndexAsync(direct);

        var second = await world.FindAllAsync(bob, "page", skip: 10, take: 5, most: 21);
        var past = await world.FindAllAsync(bob, "page", skip: 40, take: 5, most: 100);

        Assert.Equal(Enumerable.Range(16, 5).Reverse().Select(i => $"page {i}"), second.Items.Select(item => item.Message.Body.Text));
        Assert.Equal(21, second.Matches);
        Assert.Equal((0, 30), (past.Items.Count, past.Matches));
    }

    [Fact]
    public async Task A_found_message_tells_its_conversation_and_whether_it_was_read()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var (ann, bob) = (await world.PersonAsync(), await world.PersonAsync());
        var (direct, group) = (await world.DirectAsync(ann, bob), await world.GroupAsync(ann, bob));
        await world.SendAsync(direct, ann, "reed 1");
        await world.SendAsync(direct, ann, "reed 2");
        await world.SendAsync(group, ann, "reed 3");
        await world.MoveAsync(new PointerMove(direct.Id, bob.Id, 1, 1, null), new PointerMove(group.Id, ann.Id, 1, 1, null));
        await world.IndexAsync(direct, group);

        var ofAnn = (await world.FindAllAsync(ann, "reed")).Items;
        var ofBob = (await world.FindAllAsync(bob, "reed")).Items;

        Assert.Equal([group.Id, direct.Id, direct.Id], ofAnn.Select(item => item.Conversation.Id));
        Assert.Equal(ofAnn[1].Message, (await world.Messages.FindAsync(world.Tenant, ofAnn[1].Message.Id, default))?.Message);
        Assert.Equal([true, false, true], ofAnn.Select(item => item.IsRead));
        Assert.Equal([false, false, true], ofBob.Select(item => item.IsRead));
    }

    private static Task<long> TokensAsync(ChatWorld world, Conversation conversation) => world.Stores.Kind == DatabaseKind.Sqlite
        ? Sql.NumberAsync(world.Stores, "SELECT count(*) FROM message_tokens WHERE message_tokens MATCH @match", ("@match", $"\"#c{conversation.Id}\""))
        : Sql.NumberAsync(world.Stores, "SELECT count(*) FROM message_tokens WHERE conversation_id = @id", ("@id", conversation.Id.Value));
}
