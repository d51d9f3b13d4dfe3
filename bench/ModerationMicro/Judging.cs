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

    private const string Mixed = "我的 iPhone 坏了, 能不能 3 点来? 加 v 信 a b c 也行, OK 的话回我, thanks 谢谢! 地址 A 座 12 楼 B 室, Wi-Fi 密码在 门 上.";

    /// <summary>How many words are on the list.</summary>
    [Params(0, 10_000)]
    public int Words { get; set; }

    /// <summary>A chat's usual messages, or the longest that a surface takes, also of both scripts at once.</summary>
    /// <remarks>In the mixed ones every sentence has blanks that may hide a word, so that they are looked through twice.</remarks>
    [Params("usual", "longest", "mixed")]
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
        var text = Text == "mixed" ? Mixed : number % 2 == 0 ? Chinese : English;
        if (Text != "usual")
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
