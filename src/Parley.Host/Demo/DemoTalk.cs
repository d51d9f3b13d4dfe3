using System.Globalization;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Marketplace.Services;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Host.Demo;

/// <summary>What the demo's people say to each other. Each line has a key of its own: said twice, it stands there once.</summary>
internal sealed class DemoTalk(IServiceProvider services)
{
    private readonly DirectConversations _directs = services.GetRequiredService<DirectConversations>();
    private readonly Chats _chats = services.GetRequiredService<Chats>();
    private readonly MessageSender _sender = services.GetRequiredService<MessageSender>();
    private readonly RateLimits _limits = services.GetRequiredService<RateLimits>();

    /// <summary>Asks a provider about a service, and is answered.</summary>
    public async Task<ConversationId> OpenAsync(Account customer, DemoProvider provider, ServiceListing service, CancellationToken cancel)
    {
        var id = DemoMarket.Sound(await _directs.OpenAsync(customer, provider.Account.Id, cancel));
        DemoMarket.Sound(await _chats.OpenedAsync(customer, id, new ConversationTopic(service.Id.Value, 0), cancel));
        string[] lines = provider.IsEnglish
            ? [$"Hello, is “{service.Name}” possible on Saturday morning?", "Yes, from nine. It takes about two hours, and we bring our tools.", "Fine, I'll order it."]
            : [$"您好，请问“{service.Name}”这周六上午有空吗？", "有空的，九点以后都可以，大概两个小时，工具我们自带。", "好的，那我下单了。"];
        for (var at = 0; at < lines.Length; at++)
            await SayAsync(at % 2 == 0 ? customer : provider.Account, id, at, lines[at], cancel);
        return id;
    }

    /// <summary>Thanks, in the end.</summary>
    public Task ThankAsync(Account customer, ConversationId conversation, bool english, CancellationToken cancel) =>
        SayAsync(customer, conversation, 9, english ? "Thank you, it was great." : "谢谢，非常满意！", cancel);

    /// <summary>Writes to somebody, and what is written is judged as anybody's is.</summary>
    /// <param name="line">The key of the line.</param>
    public async Task<Message> WriteAsync(Account who, Account to, int line, string text, CancellationToken cancel)
    {
        var id = DemoMarket.Sound(await _directs.OpenAsync(who, to.Id, cancel));
        return await SendAsync(Draft(who, id, line, text, isServerMade: false), cancel);
    }

    // Nobody waits a minute for a demo: what it has said itself passes by the limits.
    private Task<Message> SayAsync(Account who, ConversationId conversation, int line, string text, CancellationToken cancel) =>
        SendAsync(Draft(who, conversation, line, text, isServerMade: true), cancel);

    private AwaitedSend Draft(Account who, ConversationId conversation, int line, string text, bool isServerMade) => new()
    {
        ConversationId = conversation,
        Sender = who,
        Body = new MessageBody(MessageType.Text, text),
        TempId = string.Create(CultureInfo.InvariantCulture, $"demo:{conversation}:{line}"),
        Policy = ContactPolicy.Open,
        Rate = _limits.Messages,
        IsServerMade = isServerMade,
    };

    private async Task<Message> SendAsync(AwaitedSend send, CancellationToken cancel)
    {
        _sender.Send(send);
        await send.Done.WaitAsync(cancel);
        return send.Refusal is { } refusal
            ? throw new InvalidOperationException($"The demo's {send.Sender.Username} could not speak: {refusal.Error} {refusal.Field}.")
            : send.Message!;
    }
}
