using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Dialects.Rooms.Wire;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Rooms.Rest;

/// <summary>Messages as one finds them in answers: with whether another has read them. One look at the store, however many they are.</summary>
internal sealed class RoomsViews(IConversationStore conversations, FileUrls urls)
{
    /// <summary>Messages of any conversations, in the order given.</summary>
    public async Task<RoomsMessage[]> OfAsync(
        UserId viewer, IReadOnlyCollection<(Message Message, Conversation Conversation)> found, CancellationToken cancel)
    {
        if (found.Count == 0)
            return [];
        var members = await conversations.ReadMembersAsync([.. found.Select(one => one.Conversation.Id).Distinct()], cancel);
        var byConversation = members.ToLookup(member => member.ConversationId);
        return [.. found.Select(one => Of(one.Message, one.Conversation, byConversation[one.Conversation.Id], viewer))];
    }

    /// <summary>One message.</summary>
    public async Task<RoomsMessage> OfAsync(UserId viewer, Message message, Conversation conversation, CancellationToken cancel) =>
        (await OfAsync(viewer, [(message, conversation)], cancel))[0];

    /// <summary>A message that was stored just now: nobody can have read it.</summary>
    public RoomsMessage OfNew(Message message, Conversation conversation) => RoomsMessage.Of(message, conversation, isRead: false, urls);

    /// <summary>A line of the list of chats.</summary>
    public RoomsChat Of(ListedConversation listed)
    {
        var (view, members) = (listed.View, listed.Members);
        var conversation = view.Conversation;
        return new RoomsChat
        {
            Id = RoomsMessage.IdOf(conversation.Id.Value),
            Name = conversation.Title,
            AvatarUrl = conversation.AvatarUrl,
            Participants = [.. members.Select(member => RoomsMessage.IdOf(member.UserId.Value))],
            LastMessage = view.LastMessage is { } last ? Of(last, conversation, members, view.Participant.UserId) : null,
            LastMessageTime = conversation.LastSeq > 0 ? conversation.LastMessageAt : null,
            UnreadCount = view.Unread,
            CreatedAt = conversation.CreatedAt,
        };
    }

    private RoomsMessage Of(Message message, Conversation conversation, IEnumerable<Participant> members, UserId viewer) =>
        RoomsMessage.Of(message, conversation, message.IsReadByAnother(conversation, members, viewer), urls);
}
