using FsCheck;
using FsCheck.Fluent;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Tests.Orders;

public sealed class OrderNumberTests
{
    [Fact]
    public void A_number_is_the_day_and_eight_characters() =>
        Assert.Matches("^20250101-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", OrderNumber.Of(new OrderId(IdGenerator.FirstOf(IdGenerator.EpochMs + 5))));

    [Fact]
    public void No_two_orders_share_one()
    {
        var ids =
            from ms in Gen.Choose(0, int.MaxValue)
            from rest in Gen.Choose(0, 8191)
            select ((long)ms * 40 << 13) | (long)rest;
        var pairs =
            from one in ids
            from far in ids
            from near in Gen.Choose(0, 10)
            from isNear in Gen.Elements(true, false)
            select (One: one, Other: isNear ? one + near : far);
        Prop.ForAll(pairs.ToArbitrary(), pair => (pair.One == pair.Other) == (OrderNumber.Of(new OrderId(pair.One)) == OrderNumber.Of(new OrderId(pair.Other))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }
}
