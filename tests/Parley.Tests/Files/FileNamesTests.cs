using FsCheck;
using FsCheck.Fluent;
using Parley.Files;

namespace Parley.Tests.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData(null, "file")]
    [InlineData("", "file")]
    [InlineData(" . ", "file")]
    [InlineData("..", "file")]
    [InlineData("a/b/", "file")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\x\报告.docx", "报告.docx")]
    [InlineData("a\0b\r\nc.txt", "abc.txt")]
    [InlineData("x\u202Egpj.exe", "xgpj.exe")]
    [InlineData("a:b*c?.txt", "a_b_c_.txt")]
    [InlineData(".htaccess", "htaccess")]
    public void A_name_is_what_can_be_seen_of_its_last_part(string? name, string clean) => Assert.Equal(clean, FileNames.Clean(name));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("\uFFFD.txt", FileNames.Clean("\uD800.txt"));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var clean = FileNames.Clean(new string('长', 300) + ".pdf");
        Assert.Equal(FileNames.MaxLength, clean.Length);
        Assert.EndsWith("长.pdf", clean, StringComparison.Ordinal);
        Assert.Equal(FileNames.MaxLength, FileNames.Clean("a." + new string('b', 300)).Length);
    }

    [Fact]
    public void Whatever_comes_is_a_name_that_stays_as_it_is()
    {
        var pieces = Gen.Elements("a", ".", " ", "/", "\\", "\0", "\r\n", "\u202E", "\uD83D\uDE00", "\uDE00", "长", "\"", ":", new string('b', 60), ".pdf");
        Prop.ForAll(Gen.ListOf(pieces).ToArbitrary(), list =>
        {
            var clean = FileNames.Clean(string.Concat(list));
            return clean.Length is > 0 and <= FileNames.MaxLength && clean == FileNames.Clean(clean) && clean.IndexOfAny(['/', '\\', '\0', '\r', '\n', '"', ':']) < 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }
}
