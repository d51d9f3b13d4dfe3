using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat;

/// <summary>
/// Conversations and messages as one finds them in answers: with who is in them, who wrote, what is answered and whether it was read. The same
/// few looks at the store, however many they are.
/// </summary>
internal sealed class ChatViews(IChatStore chats, IMessageStore messages, AccountDirectory accounts, FileUrls urls)
{
    /// <summary>How many who are in it are shown with each conversation of a list.</summary>
    private const int MostListed = 20;

    private const string ServiceTalk = "服务咨询"; // document 001, 2.1

    /// <summary>A page of conversations, in the order given: of a large group some of those who are in it, and how many they are.</summary>
    public Task<IReadOnlyList<ChatView>> OfAsync(Account viewer, IReadOnlyList<ListedChat> found, CancellationToken cancel) => OfAsync(viewer, found, MostListed, cancel);

    /// <summary>One conversation, with all who are in it.</summary>
    public async Task<ChatView> OfAsync(Account viewer, ListedChat chat, CancellationToken cancel) => (await OfAsync(viewer, [chat], int.MaxValue, cancel))[0];

    /// <summary>Messages of any conversations, in the order given.</summary>
    public async Task<IReadOnlyList<MessageView>> OfAsync(
        Account viewer, IReadOnlyCollection<(Message Message, Conversation Conversation)> found, CancellationToken cancel)
    {
        if (found.Count == 0)
            return [];
        var members = await chats.ReadMembersAsync([.. found.Select(one => one.Conversation.Id).Distinct()], cancel);
        var byConversation = members.ToLookup(member => member.Participant.ConversationId, member => member.Participant);
        var answered = await AnsweredAsync(viewer, found.Select(one => one.Message), cancel);
        var people = await PeopleAsync(viewer, found.Select(one => one.Message.SenderId).Concat(answered.Values.Select(message => message.SenderId)), cancel);
        return
        [
            .. found.Select(one => Of(one.Message, one.Conversation, byConversation[one.Conversation.Id], viewer, people) with
            {
                ReplyTo = one.Message.ReplyTo is { } id && answered.TryGetValue(id, out var message) ? Of(message, one.Conversation, people) : null,
            }),
        ];
    }

    /// <summary>One message.</summary>
    public async Task<MessageView> OfAsync(Account viewer, Message message, Conversation conversation, CancellationToken cancel) =>
        (await OfAsync(viewer, [(message, conversation)], cancel))[0];

    private async Task<IReadOnlyList<ChatView>> OfAsync(Account viewer, IReadOnlyList<ListedChat> found, int most, CancellationToken cancel)
    {
        var shown = found.Select(chat => Shown(viewer, chat, most)).ToList();
        var people = await PeopleAsync(
            viewer,
            shown.SelectMany(members => members).Select(member => member.Participant.UserId).Concat(found.Select(chat => chat.Line.View.LastMessage?.SenderId ?? default)),
            cancel);
        return [.. found.Zip(shown, (chat, members) => Of(viewer, chat, members, people))];
    }

    // Oneself and the owner first, then admins, the rest by their ids.
    private static IReadOnlyList<ChatMember> Shown(Account viewer, ListedChat chat, int most) => chat.Members.Count <= most
        ? chat.Members
        : [.. chat.Members.OrderByDescending(member => member.Participant.UserId == viewer.Id ? MemberRole.Owner : member.Participant.Role).Take(most)];

    private async Task<IReadOnlyDictionary<MessageId, Message>> AnsweredAsync(Account viewer, IEnumerable<Message> found, CancellationToken cancel)
    {
        MessageId[] ids = [.. found.Select(message => message.ReplyTo).OfType<MessageId>().Distinct()];
        if (ids.Length == 0)
            return new Dictionary<MessageId, Message>();
        return (await messages.FindVisibleAsync(viewer.TenantId, viewer.Id, ids, cancel)).ToDictionary(message => message.Id);
    }

    private ValueTask<IReadOnlyDictionary<UserId, Account>> PeopleAsync(Account viewer, IEnumerable<UserId> ids, CancellationToken cancel) =>
        accounts.FindManyAsync(viewer.TenantId, [.. ids.Where(id => !id.IsNone).Distinct()], cancel);

    private ChatView Of(Account viewer, ListedChat chat, IReadOnlyList<ChatMember> shown, IReadOnlyDictionary<UserId, Account> people)
    {
        var (line, conversation) = (chat.Line, chat.Line.Conversation);
        return new ChatView
        {
            Id = ChatWords.Id(conversation.Id),
            TenantId = ChatWords.Id(EntityKind.Tenant, conversation.TenantId.Value),
            Name = NameOf(viewer, chat, people),
            Type = ChatWords.Of(conversation.Kind),
            AvatarUrl = conversation.AvatarUrl,
            IsActive = !line.IsArchived,
            IsPinned = line.IsPinned,
            Metadata = Of(line.Topic),
            Participants = [.. shown.Select(member => Of(member, conversation, people)).OfType<ParticipantView>()],
            Messages = line.View.LastMessage is { } last
                ? [Of(last, conversation, chat.Members.Select(member => member.Participant), viewer, people)]
                : [],
            Count = new CountView(line.MessageCount, shown.Count < chat.Members.Count ? chat.Members.Count : null),
            UnreadCount = line.View.Unread,
            LastSeq = conversation.LastSeq,
            Rev = conversation.Rev,
            CreatedAt = WireTime.Of(conversation.CreatedAt),
            UpdatedAt = WireTime.Of(conversation.ActiveAt),
        };
    }

    private static string NameOf(Account viewer, ListedChat chat, IReadOnlyDictionary<UserId, Account> people)
    {
        var conversation = chat.Line.Conversation;
        if (conversation.Kind != ConversationKind.Direct)
            return conversation.Title ?? "";
        return chat.Line.Topic.Service != 0 ? ServiceTalk : people.GetValueOrDefault(conversation.PeerOf(viewer.Id))?.DisplayName ?? "";
    }

    private static TopicView Of(ConversationTopic topic) => new(
        topic.Service == 0 ? null : ChatWords.Id(EntityKind.Service, topic.Service),
        topic.Order == 0 ? null : ChatWords.Id(EntityKind.Order, topic.Order));

    private static ParticipantView? Of(ChatMember member, Conversation conversation, IReadOnlyDictionary<UserId, Account> people)
    {
        if (PersonView.Of(member.Participant.UserId, people) is not { } person)
            return null;
        return new ParticipantView(
            ChatWords.Id(conversation.Id),
            person.Id,
            conversation.Kind == ConversationKind.Group ? ChatWords.Of(member.Participant.Role) : person.UserType,
            WireTime.Of(member.Participant.JoinedAt),
            member.ReadAt is { } at ? WireTime.Of(at) : null,
            person);
    }

    private MessageView Of(
        Message message, Conversation conversation, IEnumerable<Participant> members, Account viewer, IReadOnlyDictionary<UserId, Account> people) => MessageView.Of(
        message, conversation, people.GetValueOrDefault(message.SenderId), message.IsReadByAnother(conversation, members, viewer.Id), urls);

    private ReplyView Of(Message message, Conversation conversation, IReadOnlyDictionary<UserId, Account> people) => new(
        ChatWords.Id(message.Id),
        ChatWords.Of(message.Body.Type),
        ContentView.Of(message, conversation, urls),
        new ReplySender(people.GetValueOrDefault(message.SenderId)?.DisplayName ?? ""));
}
