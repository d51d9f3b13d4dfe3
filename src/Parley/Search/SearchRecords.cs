using Parley.Conversations;
using Parley.Messages;

namespace Parley.Search;

/// <summary>A message that was found, with what a surface needs to show it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Conversation">Where it stands.</param>
/// <param name="IsRead">One's own in a direct conversation: whether the other has read it; any other: whether the viewer has.</param>
public sealed record FoundMessage(Message Message, Conversation Conversation, bool IsRead);

/// <summary>What the store found.</summary>
/// <param name="Items">The messages asked for, newest first.</param>
/// <param name="Matches">How many match, counted up to the bound that was given.</param>
public sealed record FoundMessages(IReadOnlyList<FoundMessage> Items, int Matches);

/// <summary>A page of found messages that goes on from its last item.</summary>
/// <param name="Items">Newest first (by id, which is time order).</param>
/// <param name="HasMore">Whether there are older ones: ask again before the last item's id.</param>
public sealed record FoundPage(IReadOnlyList<FoundMessage> Items, bool HasMore);

/// <summary>A numbered page of found messages.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Total">How many match, counted up to <see cref="MessageSearch.MostCounted"/>; pages end there too.</param>
/// <param name="IsExact">False: there are more than <paramref name="Total"/>.</param>
public sealed record FoundNumberedPage(IReadOnlyList<FoundMessage> Items, int Total, bool IsExact);
