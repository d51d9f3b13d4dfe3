using System.Text.RegularExpressions;
using Parley.Dialects.Errors;
using Parley.Dialects.Market;
using Parley.Dialects.Rooms;
using Parley.Dialects.Web;
using Parley.Primitives;

namespace Parley.Dialects.Tests.Errors;

public sealed partial class ErrorTablesTests
{
    public static TheoryData<ChatError> Errors => [.. Enum.GetValues<ChatError>()];

    public static TheoryData<EdgeFault> Faults => [.. Enum.GetValues<EdgeFault>()];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Every_error_has_a_code_a_status_and_a_text_in_both_languages(ChatError error)
    {
        Assert.Equal(SnakeCase(error.ToString()), ErrorCodes.Of(error));
        Assert.InRange(new MarketErrors().StatusOf(error), 400, 599);
        Assert.InRange(new RoomsErrors().StatusOf(error), 400, 599);
        Assert.InRange(new WebErrors().StatusOf(error), 400, 599);
        foreach (var refusal in (Refusal[])[new(error), new(error, "field", 9, TimeSpan.FromSeconds(1.5), "reason")])
        {
            Assert.Matches("[\u4e00-\u9fff]", ErrorTexts.Of(refusal, Language.Chinese));
            Assert.Matches("^[\x20-\x7e]+$", ErrorTexts.Of(refusal, Language.English));
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_at_the_edge_has_a_code_a_status_and_a_text_in_both_languages(EdgeFault fault)
    {
        Assert.Matches("^[a-z_]+$", ErrorCodes.Of(fault));
        Assert.InRange(fault.StatusOf(), 400, 599);
        Assert.Matches("[\u4e00-\u9fff]", ErrorTexts.Of(fault, Language.Chinese));
        Assert.Matches("^[\x20-\x7e]+$", ErrorTexts.Of(fault, Language.English));
    }

    [Fact]
    public void No_two_errors_share_a_code() => Assert.Equal(
        Errors.Count + Faults.Count,
        Enum.GetValues<ChatError>().Select(ErrorCodes.Of).Concat(Enum.GetValues<EdgeFault>().Select(ErrorCodes.Of)).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [InlineData(null, Language.Chinese)]
    [InlineData("", Language.Chinese)]
    [InlineData("en", Language.English)]
    [InlineData("en-GB,zh;q=0.8", Language.English)]
    [InlineData("zh-CN,en;q=0.9", Language.Chinese)]
    [InlineData("fr, en;q=0.2", Language.English)]
    [InlineData("fr", Language.Chinese)]
    [InlineData("*", Language.Chinese)]
    [InlineData(";;;=,,", Language.Chinese)]
    public void The_language_is_the_one_that_the_client_likes_best(string? header, Language language) => Assert.Equal(language, Languages.Choose(header));

    private static string SnakeCase(string name) => Capital().Replace(name, match => (match.Index == 0 ? string.Empty : "_") + match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
