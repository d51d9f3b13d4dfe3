using System.Text;
using Parley.Moderation;

namespace Parley.Tests.Moderation;

public sealed class WordFoldingTests
{
    [Theory]
    [InlineData("Bad", "bad")]
    [InlineData("ＢＡＤ　ｗｏｒｄ", "bad word")]
    [InlineData("𝐁𝓪𝕕", "bad")]
    [InlineData("Ⓑⓐⓓ", "bad")]
    [InlineData("b\u200Ba\u00ADd\uFE0F", "bad")]
    [InlineData("bäd ba\u0308d b̶a̶d̶", "bad bad bad")]
    [InlineData("STRASSE straße", "strasse strasse")]
    [InlineData("ﬁnance №", "finance no")]
    [InlineData("сосаinе Κακα", "cocaine kaka")]
    [InlineData("敏 感-词", "敏感词")]
    [InlineData("敏\u3000，。★😀\u200B感、\n词", "敏感词")]
    [InlineData("賭博 槍 支", "赌博枪支")]
    [InlineData("發財 頭髮 裏裡里", "发财头发里里里")]
    [InlineData("臺灣台湾", "台湾台湾")]
    [InlineData("\uF907\uF914", "龟乐")]
    [InlineData("敏 a 感", "敏 a 感")]
    [InlineData("a - b", "a - b")]
    [InlineData("敏1感", "敏1感")]
    [InlineData("ﾊﾞｶ", "バカ")]
    [InlineData("ハ\u3099カ ﾊﾟｶ", "バカパカ")]
    [InlineData("か\u3099ん", "がん")]
    [InlineData("ｳﾞ", "ヴ")]
    [InlineData("한 국", "한국")]
    [InlineData("⼈⺠", "人⺠")]
    [InlineData("\uF9D1", "六")]
    [InlineData("\uD83D\uDE00", "\uD83D\uDE00")]
    [InlineData("𠀀 𠀁", "𠀀𠀁")]
    [InlineData("  ", "")]
    [InlineData("\u200B\u0301", "")]
    [InlineData("敏\U000E0061\U000E0100感 b\U000E0041ad", "敏感 bad")]
    [InlineData("敏\u0483感\u302A b\u064Ba\u0489d", "敏感 bad")]
    [InlineData("🅑🅐🅓 🆂 ꓐꓮꓓ Ꭰꭰ ʙᴀᴅ ɑɡ øØ βΒ", "bad s bad dd bad ag oo bb")]
    [InlineData("damn \u00A0\r\n\t it", "damn it")]
    public void It_leaves_out_what_hides_a_word(string text, string expected) => Assert.Equal(expected, WordFolding.Key(text));

    [Fact]
    public void Folding_twice_changes_nothing_and_every_character_comes_from_its_own_place()
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => Any(random).ToString()));
            var folded = new FoldedText(text);
            if (round % 2 == 1)
                folded.Loosen();
            var once = folded.Chars.ToString();
            var last = 0;
            for (var i = 0; i < once.Length; i++)
            {
                var (start, end) = folded.Origin(i, i + 1);
                Assert.True(last <= start && start < end && end <= text.Length);
                last = start;
            }

            folded.Dispose();
            Assert.Equal(WordFolding.Key(once), WordFolding.Key(WordFolding.Key(once)));
        }
    }

    private static Rune Any(Random random)
    {
        while (true)
        {
            var value = random.Next(4) switch
            {
                0 => random.Next(0x20, 0x7F),
                1 => random.Next(0x3000, 0xA000),
                2 => random.Next(0x80, 0xFFFF),
                _ => random.Next(0x10000, 0x2FFFF),
            };
            if (Rune.TryCreate(value, out var rune))
                return rune;
        }
    }
}
