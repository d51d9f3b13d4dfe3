using System.Collections.Concurrent;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Who is in a conversation, for delivery: the two of a direct one from its row, a group's members from a cache keyed by
/// <c>memberVersion</c>. Shared by all threads; entries are immutable and replaced whole.
/// </summary>
/// <param name="store">Read when a version is not cached.</param>
public sealed class Members(IConversationStore store)
{
    private const int Capacity = 20_000;

    private readonly ConcurrentDictionary<ConversationId, (long Version, IReadOnlyList<UserId> Users)> _groups = new();

    /// <summary>The members at the conversation's version or a later one.</summary>
    public async ValueTask<IReadOnlyList<UserId>> OfAsync(Conversation conversation, CancellationToken cancel)
    {
        if (conversation.Kind == ConversationKind.Direct)
            return new[] { conversation.Low, conversation.High };
        if (_groups.TryGetValue(conversation.Id, out var cached) && cached.Version >= conversation.MemberVersion)
            return cached.Users;

        // The version is the row's as the caller saw it: members read now are those or newer ones, so the entry is never too old.
        var participants = await store.ReadMembersAsync(conversation.Id, cancel);
        var users = participants.Select(participant => participant.UserId).ToArray();
        if (_groups.Count >= Capacity)
            _groups.Clear();
        _groups[conversation.Id] = (conversation.MemberVersion, users);
        return users;
    }
}
