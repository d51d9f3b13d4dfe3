using Parley.Delivery;
using Parley.Dialects.Sockets;
using Parley.Primitives;

namespace Parley.Dialects.Tests.Sockets;

public sealed class TrailTests
{
    private static readonly ConversationId Talk = new(7);
    private static readonly ConversationId Other = new(8);

    private readonly Trail _trail = new();

    [Fact]
    public void A_number_is_told_once_until_something_comes()
    {
        Assert.Equal(0, _trail.Next());
        Assert.Null(_trail.Next());
        Give(Talk, 1);
        Give(Talk, 2);
        Assert.Equal(2, _trail.Next());
        Assert.Null(_trail.Next());
    }

    [Fact]
    public void One_that_heard_the_last_number_is_where_it_ended()
    {
        Give(Talk, 1);
        var number = (long)_trail.Next()!;
        Assert.Equal(Given((Talk, 1)), _trail.At(number, Given((Talk, 1)))!.Given);
    }

    [Fact]
    public void What_came_after_a_number_is_taken_back_in_every_conversation()
    {
        Give(Talk, 1);
        var number = (long)_trail.Next()!;
        Give(Other, 1);
        Give(Talk, 2);
        Give(Talk, 3);
        _trail.Next();
        var point = _trail.At(number, Given((Talk, 3), (Other, 1)))!;
        Assert.Equal(Given((Talk, 1), (Other, 0)), point.Given);
        Assert.Empty(point.Own);
    }

    [Fact]
    public void Its_own_messages_after_a_number_are_named()
    {
        Give(Talk, 1, own: true);
        var number = (long)_trail.Next()!;
        Give(Talk, 2);
        Give(Talk, 3, own: true);
        var point = _trail.At(number, Given((Talk, 3)))!;
        Assert.Equal(Given((Talk, 1)), point.Given);
        Assert.Equal([(Talk, 3)], point.Own);
    }

    [Fact]
    public void A_number_that_was_not_told_is_none_of_its()
    {
        Assert.Null(_trail.At(0, []));
        _trail.Next();
        Give(Talk, 1);
        Assert.NotNull(_trail.At(0, []));
        Assert.Null(_trail.At(1, [])); // queued, never told
        Assert.Null(_trail.At(-1, []));
        Assert.Null(_trail.At(long.MaxValue, []));
        Assert.Null(_trail.At(long.MinValue, []));
    }

    [Fact]
    public void No_more_than_256_steps_can_be_gone_back()
    {
        _trail.Next();
        for (var seq = 1; seq <= Trail.Length; seq++)
            Give(Talk, seq);
        _trail.Next();
        Assert.Equal(Given((Talk, 0)), _trail.At(0, Given((Talk, Trail.Length)))!.Given);
        Give(Talk, Trail.Length + 1);
        Assert.Null(_trail.At(0, []));
        Assert.NotNull(_trail.At(Trail.Length, []));
    }

    [Fact]
    public void The_steps_that_are_left_stay_right_however_many_there_were()
    {
        var seq = 0;
        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < 97; i++)
                Give(Talk, ++seq);
            var number = (long)_trail.Next()!;
            Give(Talk, ++seq, own: true);
            var point = _trail.At(number, Given((Talk, seq)))!;
            Assert.Equal(Given((Talk, seq - 1)), point.Given);
            Assert.Equal([(Talk, seq)], point.Own);
        }
    }

    private static Dictionary<ConversationId, GivenUpTo> Given(params (ConversationId Conversation, long Seq)[] given) =>
        given.ToDictionary(one => one.Conversation, one => new GivenUpTo(one.Seq, one.Seq));

    private void Give(ConversationId conversation, long seq, bool own = false) =>
        _trail.Add(conversation, new GivenUpTo(seq - 1, seq - 1), own ? seq : 0);
}
