using System.Runtime.InteropServices;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;

namespace Parley.Storage.Messages;

/// <summary>An idempotency key.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SendKey(long ConversationId, long SenderId, string TempId);

/// <summary>A person in a conversation.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Seat(long ConversationId, long UserId);

/// <summary>A device of a person in a conversation.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeviceSeat(long UserId, string Device, long ConversationId);

/// <summary>What was sent first under a key.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyedMessage(byte[] Fingerprint, Message Message);

/// <summary>When a person wrote to people who had not answered.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SenderTimes(long UserId, UnansweredSends Sends);

/// <summary>Whether an account may act, as read in the batch's transaction.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AccountState(AccountStatus Status, long? BannedUntil, string? BanReason)
{
    /// <summary>The sender with this state.</summary>
    public Account Of(Account sender) => Status == AccountStatus.Active && sender.Status == AccountStatus.Active
        ? sender
        : sender with { Status = Status, BannedUntil = BannedUntil, BanReason = BanReason };
}

/// <summary>A row that a batch changes step by step and writes once.</summary>
internal sealed class Tracked<T>(T row)
{
    /// <summary>As it is after the batch's writes so far.</summary>
    public T Row { get; private set; } = row;

    /// <summary>Whether it must be written.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Changes it.</summary>
    /// <returns>True when this is its first change.</returns>
    public bool Change(T row)
    {
        Row = row;
        var first = !IsDirty;
        IsDirty = true;
        return first;
    }
}

/// <summary>
/// The rows that a batch is decided on, read under its conversations' locks. Reused from batch to batch.
/// Owner: the writer.
/// </summary>
internal sealed class BatchRows
{
    /// <summary>The locked conversations.</summary>
    public Dictionary<long, Tracked<Conversation>> Conversations { get; } = [];

    /// <summary>The senders in them, direct peers where the contact policy asks, and those whose pointers move.</summary>
    public Dictionary<Seat, Tracked<Participant>> Participants { get; } = [];

    /// <summary>The senders' accounts.</summary>
    public Dictionary<long, AccountState> Accounts { get; } = [];

    /// <summary>Keys among those of the batch that were used before.</summary>
    public Dictionary<SendKey, KeyedMessage> Keys { get; } = [];

    /// <summary>The conversations of messages that are replied to.</summary>
    public Dictionary<long, long> ReplyTargets { get; } = [];

    /// <summary>Messages of this very batch that an earlier try has stored.</summary>
    public Dictionary<long, Message> Stored { get; } = [];

    /// <summary>When the senders to people who have not answered did so before.</summary>
    public Dictionary<long, Tracked<SenderTimes>> Unanswered { get; } = [];

    /// <summary>The rooms of two whose two have a block between them.</summary>
    public HashSet<long> BlockedRooms { get; } = [];

    /// <summary>For a pointer that stops short of the newest message: how many own messages lie at or below it.</summary>
    public Dictionary<(Seat Seat, long ReadSeq), long> OwnAt { get; } = [];

    /// <summary>The row of a conversation.</summary>
    public void Add(Conversation row) => Conversations[row.Id.Value] = new(row);

    /// <summary>The row of a participant.</summary>
    public void Add(Participant row) => Participants[new Seat(row.ConversationId.Value, row.UserId.Value)] = new(row);

    /// <summary>The row of a sender to people who have not answered.</summary>
    public void Add(SenderTimes row) => Unanswered[row.UserId] = new(row);

    /// <summary>Empties all.</summary>
    public void Clear()
    {
        Conversations.Clear();
        Participants.Clear();
        Accounts.Clear();
        Keys.Clear();
        ReplyTargets.Clear();
        Stored.Clear();
        BlockedRooms.Clear();
        OwnAt.Clear();
        Unanswered.Clear();
    }
}
