using Parley.Primitives;

namespace Parley.Storage.Search;

/// <summary>Collects what one step takes into the index: so many messages and so much text, and the rest is for the next.</summary>
/// <param name="mostMessages">How many messages at most.</param>
/// <param name="mostText">How many characters about: past it no further message is taken.</param>
internal sealed class IndexStep(int mostMessages, int mostText)
{
    private const int FewestOfEach = 4;

    private int _text;

    /// <summary>The messages, recalled ones among them, by conversation and rev.</summary>
    public List<IndexedRow> Messages { get; } = [];

    /// <summary>How far the index has come with them.</summary>
    public List<(long Conversation, long Rev)> Marks { get; } = [];

    /// <summary>Those that need another step.</summary>
    public List<ConversationId> Unfinished { get; } = [];

    /// <summary>Nothing more is taken.</summary>
    public bool IsFull => Messages.Count >= mostMessages || _text >= mostText;

    /// <summary>How many messages of each conversation to read, so that one doesn't take the room of the others.</summary>
    public int Share(int conversations) => Math.Max(mostMessages / Math.Max(conversations, 1), FewestOfEach);

    /// <summary>Takes what there is room for.</summary>
    /// <param name="rev">The conversation's rev: reached when all is taken.</param>
    /// <param name="rows">Its messages above the mark by rev, as many as <paramref name="share"/> at most.</param>
    public void Add(long conversation, long rev, ReadOnlySpan<IndexedRow> rows, int share)
    {
        var taken = 0;
        while (taken < rows.Length && !IsFull)
        {
            Messages.Add(rows[taken]);
            _text += rows[taken].IsRecalled ? 0 : rows[taken].Text.Length;
            taken++;
        }

        var isWhole = taken == rows.Length && taken < share;
        if (isWhole || taken > 0)
            Marks.Add((conversation, isWhole ? rev : rows[taken - 1].Rev));
        if (!isWhole)
            Unfinished.Add(new ConversationId(conversation));
    }
}
