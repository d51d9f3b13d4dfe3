namespace Parley.Search;

/// <summary>
/// The plain letter under a Latin letter's marks: 'é' is found by 'e'. Tables of Unicode's decompositions (and of ø, ł, đ, ħ, ı, ŧ, which
/// have none), because nothing but ASCII is decomposed where the process runs without ICU.
/// </summary>
internal static class LatinFolding
{
    private const char FirstLatin = '\u00C0'; // Latin-1 to Latin Extended-B
    private const char FirstAdditional = '\u1E00'; // Latin Extended Additional, Vietnamese among it
    private const char Itself = '.';

    private const string Latin =
        "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg"
        + "gggghhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz."
        + "................................oo.............uu............................aaiioouuuuuuuuuu.aa"
        + "aa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
        + "................";

    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
        + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>The plain small letter, or the character itself where it has no marks.</summary>
    public static char Strip(char c)
    {
        if (c < FirstLatin)
            return c;
        var plain = c < FirstLatin + Latin.Length ? Latin[c - FirstLatin]
            : c >= FirstAdditional && c < FirstAdditional + Additional.Length ? Additional[c - FirstAdditional]
            : Itself;
        return plain == Itself ? c : plain;
    }
}
