using Parley.Dialects.Sockets;
using Parley.Primitives;

namespace Parley.Dialects.Tests.Sockets;

public sealed class DeliveryNumbersTests
{
    private readonly DeliveryNumbers _numbers = new();

    [Fact]
    public void A_number_names_its_message()
    {
        var (one, other) = (_numbers.Next(new ConversationId(7), 3), _numbers.Next(new ConversationId(8), 1));
        Assert.NotEqual(one, other);
        Assert.True(_numbers.TryFind(one, out var conversation, out var seq));
        Assert.Equal((new ConversationId(7), 3), (conversation, seq));
        Assert.True(_numbers.TryFind(other, out conversation, out seq));
        Assert.Equal((new ConversationId(8), 1), (conversation, seq));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(1L + int.MaxValue)]
    [InlineData(1L + (1L << 32))]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_number_that_was_never_given_names_nothing(long number)
    {
        _numbers.Next(new ConversationId(7), 3);
        Assert.False(_numbers.TryFind(number, out _, out _));
    }

    [Fact]
    public void A_number_not_given_yet_and_one_in_another_s_place_name_nothing()
    {
        var given = _numbers.Next(new ConversationId(7), 3);
        Assert.False(_numbers.TryFind(given + 1, out _, out _));
        Assert.False(_numbers.TryFind(given + (1 << 17), out _, out _));
    }

    [Fact]
    public void The_oldest_are_forgotten_and_never_taken_for_others()
    {
        var first = _numbers.Next(new ConversationId(7), 1);
        for (var seq = 2; seq <= 1 << 17; seq++)
            _numbers.Next(new ConversationId(7), seq);
        Assert.True(_numbers.TryFind(first, out _, out var seq1));
        Assert.Equal(1, seq1);
        var newest = _numbers.Next(new ConversationId(9), 5);
        Assert.False(_numbers.TryFind(first, out _, out _));
        Assert.True(_numbers.TryFind(newest, out var conversation, out _));
        Assert.Equal(new ConversationId(9), conversation);
    }
}
