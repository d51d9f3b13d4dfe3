using System.Buffers.Binary;
using Parley.Accounts;
using Parley.Configuration;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Moderation;

public sealed class SpamWatchTests
{
    private readonly ManualClock _clock = new();
    private readonly SpamWatch _watch;

    public SpamWatchTests()
    {
        var limits = new RateLimits();
        _watch = new SpamWatch(new ModerationOptions(), new RateLimiter(limits, _clock), limits, _clock);
    }

    [Fact]
    public void The_tenth_person_within_a_minute_does_not_get_the_same_text()
    {
        for (var person = 1; person < 10; person++)
        {
            Assert.Null(_watch.Judge(Send(person, "buy")));
            Assert.Null(_watch.Judge(Send(person, "buy"))); // again to the same one
            Assert.Null(_watch.Judge(Send(person, $"hello {person}")));
        }

        Assert.Equal(HitKind.SameText, _watch.Judge(Send(10, "buy")));
        Assert.Equal(HitKind.SameText, _watch.Judge(Send(11, "buy")));
        Assert.Null(_watch.Judge(Send(11, "else")));
        Assert.Null(_watch.Judge(Send(11, "buy", sender: 2)));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_watch.Judge(Send(12, "buy")));
    }

    [Fact]
    public void A_new_account_turns_to_twenty_strangers_at_most_however_it_counts_them()
    {
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        Account Of(long madeAt, Role role = Role.Customer) => new() { Id = new UserId(IdGenerator.FirstOf(madeAt)), TenantId = new(1), Username = "x", DisplayName = "X", Role = role, Status = AccountStatus.Active };
        Assert.False(_watch.IsBurst(Of(now), 19));
        Assert.False(_watch.IsBurst(Of(now), 0));
        Assert.False(_watch.IsBurst(Of(now)));
        Assert.True(_watch.IsBurst(Of(now)));
        Assert.False(_watch.IsBurst(Of(now, Role.Agent), 100));
        Assert.False(_watch.IsBurst(Of(now - (long)TimeSpan.FromDays(2).TotalMilliseconds), 100));
    }

    [Fact]
    public void Agents_send_the_same_greeting_to_everybody()
    {
        for (var person = 1; person < 100; person++)
            Assert.Null(_watch.Judge(Send(person, "您好 https://help.example", role: Role.Agent)));
    }

    [Fact]
    public void A_flood_of_links_is_cut()
    {
        for (var i = 0; i < 20; i++)
            Assert.Null(_watch.Judge(Send(1, $"看 https://example.com/{i}")));
        Assert.Equal(HitKind.Links, _watch.Judge(Send(1, "www.example.com")));
        Assert.Null(_watch.Judge(Send(1, "no link. really: none")));
        Assert.Equal(HitKind.Links, _watch.Judge(Send(1, string.Concat(Enumerable.Repeat("http://a.b ", 21)), sender: 2)));
    }

    [Fact]
    public void A_file_elsewhere_is_a_link_and_one_of_ours_is_none()
    {
        for (var i = 0; i < 100; i++)
            Assert.Null(_watch.Judge(Show(new MessageFile { Id = new FileId(7), Name = "a.png" }, i)));
        for (var i = 0; i < 20; i++)
            Assert.Null(_watch.Judge(Show(new MessageFile { Url = $"https://example.com/{i}" }, i)));
        Assert.Equal(HitKind.Links, _watch.Judge(Show(new MessageFile { Url = "https://example.com/x" }, 20)));

        static AwaitedSend Show(MessageFile file, int i)
        {
            var send = Send(1, $"{file.Id} {i}");
            send.Body = file.ToBody(MessageType.File, "");
            return send;
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a.b c:d 12:30 www", 0)]
    [InlineData("https://www.example.com", 1)]
    [InlineData("HTTP://a WWW.b.c, ftp://d", 3)]
    [InlineData("www.a.b和www.c.d", 2)]
    [InlineData("://", 1)]
    [InlineData("www.", 1)]
    public void Links_are_counted(string text, int expected) => Assert.Equal(expected, SpamWatch.Links(text));

    [Fact]
    public void A_new_account_turns_to_twenty_strangers_in_ten_minutes()
    {
        var fresh = Person(new IdGeneratorAt(_clock.NowMs - 1_000).Id);
        var old = Person(new IdGeneratorAt(_clock.NowMs - (long)TimeSpan.FromDays(2).TotalMilliseconds).Id);
        for (var i = 0; i < 20; i++)
            Assert.False(_watch.IsBurst(fresh));
        Assert.True(_watch.IsBurst(fresh));
        for (var i = 0; i < 100; i++)
            Assert.False(_watch.IsBurst(old));
    }

    [Fact]
    public void Limits_that_are_off_are_off_here_too()
    {
        var limits = new RateLimits(new Settings(key => key == "Limits:Enabled" ? "false" : null, _ => []));
        var watch = new SpamWatch(new ModerationOptions(), new RateLimiter(limits, _clock), limits, _clock);
        for (var person = 1; person < 50; person++)
            Assert.Null(watch.Judge(Send(person, "buy https://a https://b")));
    }

    [Fact]
    public void However_many_texts_there_are_the_watch_does_not_grow_without_bound()
    {
        var texts = new SameTexts();
        var fingerprint = new byte[16];
        for (long i = 0; i < 200_000; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(fingerprint, i);
            Assert.Equal(1, texts.Note(i % 50, fingerprint, 1, 10, _clock.NowMs));
            Assert.Equal(2, texts.Note(i % 50, fingerprint, 2, 10, _clock.NowMs));
        }

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < 200_000_000);
        Assert.Equal(1, texts.Note(7, new byte[16], 1, 10, _clock.NowMs));
    }

    private static Account Person(long id, Role role = Role.Customer) =>
        new() { Id = new UserId(id), TenantId = new TenantId(1), Username = "a", DisplayName = "A", Role = role };

    private static AwaitedSend Send(long conversation, string text, long sender = 1, Role role = Role.Customer) => new()
    {
        ConversationId = new ConversationId(conversation),
        Sender = Person(sender, role),
        Body = new MessageBody(MessageType.Text, text),
        Policy = ContactPolicy.Open,
        Rate = new RateLimits().Messages,
        Fingerprint = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)),
    };

    private readonly record struct IdGeneratorAt(long Ms)
    {
        public long Id => (Ms - IdGenerator.EpochMs) << 13;
    }
}
