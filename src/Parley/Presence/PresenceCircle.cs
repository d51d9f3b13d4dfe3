using Parley.Contacts;
using Parley.Conversations;
using Parley.Friends;
using Parley.Primitives;

namespace Parley.Presence;

/// <summary>
/// Who sees whose presence (WIRE, Common): friends and people who have talked see each other's, and who has somebody in the address book sees
/// that person's; never where either blocks the other.
/// </summary>
public sealed class PresenceCircle(IFriendStore friends, IConversationStore conversations, IContactStore contacts)
{
    /// <summary>Who sees this person's presence.</summary>
    public async Task<HashSet<UserId>> ReadWatchersAsync(UserId user, CancellationToken cancel)
    {
        var circle = await ReadMutualAsync(user, cancel);
        circle.UnionWith(await contacts.ReadOwnersAsync(user, cancel));
        return circle;
    }

    /// <summary>Whose presence this person sees; its own too.</summary>
    public async Task<HashSet<UserId>> ReadVisibleAsync(UserId user, CancellationToken cancel)
    {
        var circle = await ReadMutualAsync(user, cancel);
        circle.UnionWith(await contacts.ReadPeopleAsync(user, cancel));
        circle.Add(user);
        return circle;
    }

    private async Task<HashSet<UserId>> ReadMutualAsync(UserId user, CancellationToken cancel)
    {
        var circle = new HashSet<UserId>(await friends.ReadFriendIdsAsync(user, cancel));
        circle.UnionWith(await conversations.ReadDirectPartnersAsync(user, cancel));
        return circle;
    }
}
