using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Limits;
using Parley.Messages;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.ModerationMicro;

/// <summary>What the rules on content cost one message that they let pass: words, numbers, links, repetition. The aim is 20 µs at 10,000 words.</summary>
public class Judging
{
    private const string Chinese = "你好，我家的猫咪周六下午三点需要上门喂一次，顺便换一下水和猫砂。钥匙放在门口的密码盒里，到了请发张照片，谢谢你！費用我先付。";
    private const string English = "Hi! Could you come by on Saturday at three to feed the cat and change the water? The key is in the box by the door, thanks a lot.";

    private ContentRules _rules = null!;
    private PendingSend[] _sends = [];

    /// <summary>How many words are on the list.</summary>
    [Params(0, 10_000)]
    public int Words { get; set; }

    /// <summary>A chat's usual messages, or the longest that a surface takes.</summary>
    [Params("usual", "longest")]
    public string Text { get; set; } = "usual";

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var words = new WordList(new MadeWords(Words), TimeProvider.System, NullLogger<WordList>.Instance);
        await words.ReloadAsync(CancellationToken.None);
        var options = new ModerationOptions { Phones = WordAction.Flag, Cards = WordAction.Flag, IdCards = WordAction.Flag };
        var limits = new RateLimits();
        var spam = new SpamWatch(options, new RateLimiter(limits, TimeProvider.System), limits, TimeProvider.System);
        _rules = new ContentRules(words, spam, hits: null!, new PrivateNumbers(options)); // nothing here is found
        _sends = [.. Enumerable.Range(1, 100).Select(Make)];
    }

    /// <summary>One message.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public int Judge()
    {
        var refused = 0;
        foreach (var send in _sends)
            refused += _rules.Judge(send) is null ? 0 : 1;
        return refused == 0 && _sends.Length > 0 ? refused : throw new InvalidOperationException("A message was refused: what is measured is not what is meant.");
    }

    private JudgedSend Make(int number)
    {
        var text = number % 2 == 0 ? Chinese : English;
        if (Text == "longest")
            text = string.Concat(Enumerable.Repeat(text, 20))[..1_000];
        return new JudgedSend
        {
            ConversationId = new ConversationId(number),
            Sender = new Account
            {
                Id = new UserId(number),
                TenantId = new TenantId(1),
                Username = "u",
                DisplayName = "u",
                Role = Role.Customer,
            },
            Body = new MessageBody(MessageType.Text, text),
            Policy = ContactPolicy.Open,
            Rate = new RateLimits().Repeats,
            Fingerprint = [.. Enumerable.Repeat((byte)number, 16)],
        };
    }
}
