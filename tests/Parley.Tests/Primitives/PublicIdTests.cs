using FsCheck;
using FsCheck.Fluent;
using Parley.Primitives;

namespace Parley.Tests.Primitives;

public sealed class PublicIdTests
{
    private static readonly Arbitrary<long> Ids =
        Gen.Choose(0, int.MaxValue).SelectMany(high => Gen.Choose(1, (1 << 22) - 1).Select(low => ((long)high << 22) | (long)low)).ToArbitrary();

    [Fact]
    public void Every_id_survives_its_uuid() =>
        Prop.ForAll(Ids, id =>
            PublicId.TryFromUuid(PublicId.ToUuid(EntityKind.Message, id), EntityKind.Message, out var back) && back == id).QuickCheckThrowOnFailure();

    [Fact]
    public void A_uuid_of_another_kind_names_nothing() =>
        Prop.ForAll(Ids, id => !PublicId.TryFromUuid(PublicId.ToUuid(EntityKind.User, id), EntityKind.Message, out _)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_uuid_with_any_other_bit_names_nothing_or_another_id() =>
        Prop.ForAll(Ids, Gen.Choose(0, 127).ToArbitrary(), (id, bit) =>
        {
            var bytes = PublicId.ToUuid(EntityKind.User, id).ToByteArray(bigEndian: true);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            return !PublicId.TryFromUuid(new Guid(bytes, bigEndian: true), EntityKind.User, out var other) || other != id;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_is_a_version_8_uuid_of_the_standard_variant()
    {
        var text = PublicId.ToText(EntityKind.User, 123_456_789);
        Assert.Equal('8', text[14]);
        Assert.Contains(text[19], "89ab");
    }

    [Fact]
    public void Text_order_is_id_order() =>
        Prop.ForAll(Ids, Ids, (one, other) =>
            Math.Sign(string.CompareOrdinal(PublicId.ToText(EntityKind.User, one), PublicId.ToText(EntityKind.User, other)))
                == Math.Sign(one.CompareTo(other))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1e3")]
    [InlineData("9007199254740992")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("not an id")]
    public void What_is_no_id_is_not_read(string text) => Assert.False(PublicId.TryParse(text, EntityKind.User, out _));

    [Fact]
    public void Digits_and_uuid_read_alike()
    {
        Assert.True(PublicId.TryParse("42", EntityKind.User, out var one));
        Assert.True(PublicId.TryParse(PublicId.ToText(EntityKind.User, 42).ToUpperInvariant(), EntityKind.User, out var other));
        Assert.Equal(one, other);
    }
}
