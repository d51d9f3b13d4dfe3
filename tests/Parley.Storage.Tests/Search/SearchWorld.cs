using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;
using Parley.Search;
using Parley.Storage.Tests.Messages;

namespace Parley.Storage.Tests.Search;

/// <summary>What a test of the index says in a word.</summary>
internal static class SearchWorld
{
    /// <summary>Takes all that has changed in a conversation into the index.</summary>
    public static async Task IndexAsync(this ChatWorld world, params Conversation[] conversations)
    {
        for (IReadOnlyList<ConversationId> left = [.. conversations.Select(conversation => conversation.Id)]; left.Count > 0;)
            left = (await world.Stores.Search.IndexAsync(left, default)).Unfinished;
    }

    /// <summary>The texts that a person finds, newest first.</summary>
    public static async Task<IEnumerable<string>> FindAsync(this ChatWorld world, Account viewer, string query, SearchTerms? terms = null) =>
        (await world.FindAllAsync(viewer, query, terms)).Items.Select(item => item.Message.Body.Text);

    public static Task<FoundMessages> FindAllAsync(this ChatWorld world, Account viewer, string query, SearchTerms? terms = null, int skip = 0, int take = 50, int most = 50) =>
        world.Stores.Search.FindAsync(viewer.Id, (terms ?? new SearchTerms([])) with { Words = SearchWords.Parse(query) }, skip, take, most, default);

    public static async Task<TestSend> SendAsync(this ChatWorld world, Conversation conversation, Account sender, MessageType type, string text)
    {
        var send = ChatWorld.Send(conversation.Id, sender, text);
        send.Body = new MessageBody(type, text, FileId: type == MessageType.Text ? 0 : 1);
        return (await world.RunAsync(send))[0];
    }
}
