using Parley.Primitives;

namespace Parley.Conversations;

/// <summary>
/// What stands between the two of a direct conversation, kept on its row so that an append decides on it without another read.
/// Stored by number: never renumber.
/// </summary>
[Flags]
public enum PairRelation : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The two are friends.</summary>
    Friends = 1,

    /// <summary>The user with the smaller id has blocked the other.</summary>
    LowBlocks = 2,

    /// <summary>The user with the larger id has blocked the other.</summary>
    HighBlocks = 4,

    /// <summary>The user with the smaller id wrote while the two were no friends: the other may answer.</summary>
    LowOpened = 8,

    /// <summary>The user with the larger id wrote while the two were no friends: the other may answer.</summary>
    HighOpened = 16,
}

/// <summary>Reads and writes <see cref="PairRelation"/> from one side's point of view.</summary>
public static class PairRelations
{
    /// <summary>The bit that says that <paramref name="user"/> blocks its peer.</summary>
    public static PairRelation BlocksBit(this Conversation direct, UserId user) =>
        user == direct.Low ? PairRelation.LowBlocks : PairRelation.HighBlocks;

    /// <summary>The bit that says that <paramref name="user"/> wrote while no friend.</summary>
    public static PairRelation OpenedBit(this Conversation direct, UserId user) =>
        user == direct.Low ? PairRelation.LowOpened : PairRelation.HighOpened;

    /// <summary>Sets or clears bits.</summary>
    public static PairRelation With(this PairRelation relation, PairRelation bits, bool set) => set ? relation | bits : relation & ~bits;
}
