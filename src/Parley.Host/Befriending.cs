using Parley.Accounts;
using Parley.Conversations;
using Parley.Friends;
using Parley.Primitives;

namespace Parley.Host;

/// <summary>Makes two people friends without a request and without telling anybody, for the demo and for load tests.</summary>
internal static class Befriending
{
    public static async Task BefriendAsync(Installation installation, Account one, Account other, CancellationToken cancel)
    {
        var (low, high) = one.Id.Value < other.Id.Value ? (one.Id, other.Id) : (other.Id, one.Id);
        var now = installation.Clock.NowMs();
        var direct = await installation.Stores.Conversations.OpenDirectAsync(
            one.TenantId, low, high, new ConversationId(installation.Ids.Next()), now, cancel);
        if (!direct.IsOk)
            throw new InvalidOperationException($"{one.Username} and {other.Username} could not be brought together: {direct.Refusal.Error}.");
        await installation.Stores.Friends.EditPairAsync(direct.Value.Id, state => Decide(state, now), cancel);
    }

    private static Outcome<PairEdit> Decide(PairState state, long now) => new PairEdit
    {
        Relation = state.Direct.Relation | PairRelation.Friends,
        Request = null,
        At = now,
        IsUnchanged = (state.Direct.Relation & PairRelation.Friends) != 0,
    };
}
