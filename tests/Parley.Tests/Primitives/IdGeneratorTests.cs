using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Primitives;

public sealed class IdGeneratorTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Ids_rise_strictly_however_many_come_in_a_millisecond()
    {
        var ids = DatabaseFixture.IdsOf(_clock, 5);
        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToArray();
        Assert.Equal(made.Order().Distinct(), made);
        Assert.All(made, id => Assert.InRange(id, 1, PublicId.MaxValue));
    }

    [Fact]
    public void Two_nodes_never_make_the_same_id()
    {
        var (one, other) = (DatabaseFixture.IdsOf(_clock, 1), DatabaseFixture.IdsOf(_clock, 2));
        var made = Enumerable.Range(0, 5000).SelectMany(_ => new[] { one.Next(), other.Next() }).ToArray();
        Assert.Equal(made.Length, made.Distinct().Count());
    }

    [Fact]
    public void A_clock_that_is_set_back_repeats_nothing()
    {
        var ids = DatabaseFixture.IdsOf(_clock, 1);
        var last = ids.Next();
        _clock.SetBack(TimeSpan.FromHours(1));
        for (var i = 0; i < 1000; i++)
        {
            var next = ids.Next();
            Assert.True(next > last);
            last = next;
        }
    }

    [Fact]
    public void No_id_without_a_lease() => Assert.Throws<IdsExhaustedException>(() => new IdGenerator(_clock).Next());

    [Fact]
    public void No_id_after_the_lease_has_run_out()
    {
        var ids = new IdGenerator(_clock);
        ids.Use(new NodeLease(3, 0, long.MaxValue), TimeSpan.FromSeconds(10));
        ids.Next();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Throws<IdsExhaustedException>(() => ids.Next());
    }

    [Fact]
    public void No_id_at_or_above_the_mark()
    {
        var ids = new IdGenerator(_clock);
        ids.Use(new NodeLease(3, 0, _clock.NowMs + 2), TimeSpan.FromHours(1));
        for (var i = 0; i < 256; i++)
            Assert.True(IdGenerator.TimeOf(ids.Next()) < _clock.NowMs + 2);
        Assert.Throws<IdsExhaustedException>(() => ids.Next());
    }

    [Fact]
    public void Ids_start_at_the_mark_of_the_holder_before()
    {
        var ids = new IdGenerator(_clock);
        var mark = _clock.NowMs + 20_000;
        ids.Use(new NodeLease(3, mark, mark + 20_000), TimeSpan.FromHours(1));
        Assert.True(IdGenerator.TimeOf(ids.Next()) >= mark);
    }
}
