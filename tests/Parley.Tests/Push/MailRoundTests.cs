using Parley.Primitives;
using Parley.Push;

namespace Parley.Tests.Push;

public sealed class MailRoundTests
{
    private const long Now = 1_790_000_000_000;
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_message_that_has_not_lain_long_enough_is_looked_at_when_it_has()
    {
        var round = MailRound.Of([Chat(1, minutes: 2), Chat(2, minutes: 4)], Wait, Now);
        Assert.Empty(round.Tell);
        Assert.Empty(round.Drop);
        Assert.Equal(TimeSpan.FromMinutes(1), round.Rest);
    }

    [Fact]
    public void Once_one_has_all_that_may_be_told_are()
    {
        var round = MailRound.Of([Chat(1, minutes: 2), Chat(2, minutes: 5), Chat(3, minutes: 9, rest: 20)], Wait, Now);
        Assert.Equal([1L, 2L], round.Tell.Select(chat => chat.Id.Value));
        Assert.Equal(TimeSpan.FromMinutes(20), round.Rest);
    }

    [Fact]
    public void What_is_read_or_told_is_dropped_but_no_sooner_than_another_mail_may_go_out()
    {
        var round = MailRound.Of([Chat(1, minutes: 9, told: 5), Chat(2) with { From = [] }, Chat(3, minutes: 9, told: 5, rest: 7)], Wait, Now);
        Assert.Empty(round.Tell);
        Assert.Equal([1L, 2L], round.Drop.Select(chat => chat.Id.Value));
        Assert.Equal(TimeSpan.FromMinutes(7), round.Rest);
        Assert.Null(MailRound.Of([Chat(1, minutes: 9, told: 5)], Wait, Now).Rest);
    }

    private static UnreadChat Chat(long id, int minutes = 0, long told = 0, int rest = 0) => new()
    {
        Id = new ConversationId(id),
        AskedSeq = 5,
        ToldSeq = told,
        Rest = TimeSpan.FromMinutes(rest),
        From = [new UnreadFrom(new UserId(1), 2, 5, Now - (minutes * 60_000)), new UnreadFrom(new UserId(2), 1, 4, Now)],
    };
}
