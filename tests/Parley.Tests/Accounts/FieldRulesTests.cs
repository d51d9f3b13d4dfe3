using Parley.Accounts;

namespace Parley.Tests.Accounts;

public sealed class FieldRulesTests
{
    [Theory]
    [InlineData("bob", true)]
    [InlineData("张三丰", true)]
    [InlineData("a.b_c-d@e", true)]
    [InlineData("ab", false)]
    [InlineData("with blank", false)]
    [InlineData("tab\there", false)]
    [InlineData("nul\0here", false)]
    [InlineData("half\ud800pair", false)]
    [InlineData("<script>", false)]
    [InlineData(null, false)]
    public void User_names_are_letters_digits_and_four_signs(string? name, bool allowed) => Assert.Equal(allowed, FieldRules.IsUsername(name));

    [Fact]
    public void A_user_name_has_3_to_64_characters()
    {
        Assert.True(FieldRules.IsUsername(new string('x', 64)));
        Assert.False(FieldRules.IsUsername(new string('x', 65)));
    }

    [Theory]
    [InlineData("138 0013-8000", "13800138000", "13800138000")]
    [InlineData("+86 138 0013 8000", "+8613800138000", "13800138000")]
    [InlineData("００８６１３８００１３８０００", "008613800138000", "13800138000")]
    [InlineData("(020) 8888 8888", "02088888888", "02088888888")]
    [InlineData("+44 20 7946 0958", "+442079460958", "+442079460958")]
    public void A_phone_number_is_one_number_however_it_is_written(string written, string kept, string compared)
    {
        Assert.Equal(kept, FieldRules.CleanPhone(written));
        Assert.Equal(compared, FieldRules.PhoneKey(kept));
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("12345x")]
    [InlineData("1+3800138000")]
    [InlineData("1234567890123456")]
    public void What_is_no_phone_number_is_refused(string text) => Assert.Null(FieldRules.CleanPhone(text));

    [Theory]
    [InlineData(" a@b.cn ", "a@b.cn")]
    [InlineData("first.last+tag@mail.example.com", "first.last+tag@mail.example.com")]
    [InlineData("a@localhost", null)]
    [InlineData("Bob <a@b.cn>", null)]
    [InlineData("a b@c.cn", null)]
    [InlineData("@b.cn", null)]
    public void A_mail_address_is_the_address_alone(string written, string? kept) => Assert.Equal(kept, FieldRules.CleanEmail(written));

    [Theory]
    [InlineData("13800000000", "138****0000")]
    [InlineData("+8613800000000", "+86****0000")]
    [InlineData("12345", "****45")]
    public void Others_see_a_masked_number(string phone, string shown) => Assert.Equal(shown, Masking.Phone(phone));
}
