using Parley.Contacts;

namespace Parley.Tests.Contacts;

public sealed class IdCardsTests
{
    [Theory]
    [InlineData("110101199001011234", "110101199001011234")]
    [InlineData(" 11010119900101123x ", "11010119900101123X")]
    [InlineData("110101900101123", "110101900101123")]
    public void A_number_of_either_length_is_taken(string text, string clean) => Assert.Equal(clean, IdCards.Clean(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("11010119900101123")]
    [InlineData("1101011990010112345")]
    [InlineData("110***********1234")]
    [InlineData("X10101199001011234")]
    [InlineData("11010190010112X")]
    [InlineData("１１０１０１１９９００１０１１２３４")]
    public void What_is_no_number_is_not(string? text) => Assert.Null(IdCards.Clean(text));

    [Theory]
    [InlineData("110101199001011234", "110***********1234")]
    [InlineData("110101900101123", "110********1123")]
    public void Only_the_ends_are_shown(string number, string mask) => Assert.Equal(mask, IdCards.Mask(number));
}
