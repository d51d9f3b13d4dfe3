using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Limits;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// Writes down what the rules on content found, one after the other, away from the messages' way; and bans whom that leads to. Bounded: a flood
/// of hits is cut: a person's first ones a minute are kept, and once a minute one that says how many more there were. Owner of the queue: this object; its one loop reads.
/// </summary>
public sealed partial class HitLog(
    IModerationStore store, AutomaticBans bans, RateLimiter limiter, RateLimits limits, IdGenerator ids, TimeProvider clock, ILogger<HitLog> log)
    : IAsyncDisposable
{
    private const int MostWaiting = 1_000;
    private const int LongestText = 2_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Channel<Hit> _hits = Channel.CreateBounded<Hit>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly UnwrittenHits _unwritten = new();
    private Task _loop = Task.CompletedTask;
    private Poll? _poll;

    /// <summary>Starts to write.</summary>
    public void Start()
    {
        _loop = Task.Run(WriteAsync, CancellationToken.None);
        _poll = new Poll(Minute, WriteUnwrittenAsync, LogFailed, clock);
        _poll.Start();
    }

    /// <summary>Takes one to write down; does not wait. What is too much is counted.</summary>
    public void Add(
        Account sender,
        HitKind kind,
        string text,
        byte[] fingerprint,
        ConversationId conversation = default,
        MessageId message = default,
        IReadOnlyList<string>? words = null)
    {
        var hit = Of(sender, kind, text, fingerprint, words) with { ConversationId = conversation, MessageId = message };
        if (limiter.Take(limits.Hits, sender.Id.Value) is null && _hits.Writer.TryWrite(hit))
            return;
        if (!_unwritten.Note(sender))
            LogDropped(sender.Id);
    }

    /// <summary>Writes one down before this returns, however many there are: for what is kept only if somebody is told to look at it.</summary>
    public async Task AddAsync(Hit hit, CancellationToken cancel)
    {
        var added = await store.AddHitAsync(hit with { Id = new HitId(ids.Next()) }, bans.Rule, bans.Judge, cancel);
        if (added.Ban is { } ban)
            await bans.TellAsync(hit.TenantId, hit.UserId, ban, CancellationToken.None); // it is spoken, whoever has gone by now
    }

    /// <summary>Writes down how many of each person were too many.</summary>
    public async Task WriteUnwrittenAsync(CancellationToken cancel)
    {
        while (_unwritten.TryTake(out var sender, out var count))
        {
            try
            {
                var number = count.ToString(CultureInfo.InvariantCulture);
                await AddAsync(Of(sender, HitKind.More, "", BitConverter.GetBytes(ids.Next()), [number]), cancel);
            }
            catch
            {
                _unwritten.Note(sender, count);
                throw;
            }
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _poll, null) is { } poll)
            await poll.DisposeAsync();
        _hits.Writer.TryComplete();
        await _loop;
        try
        {
            await WriteUnwrittenAsync(CancellationToken.None);
        }
        catch (Exception fault) // the store is away
        {
            LogFailed(fault);
        }
    }

    /// <summary>A hit as it is written down.</summary>
    internal Hit Of(Account sender, HitKind kind, string text, byte[] fingerprint, IReadOnlyList<string>? words) =>
        new()
        {
            Id = default, // given when it is written: there may be none to be had now
            TenantId = sender.TenantId,
            UserId = sender.Id,
            Kind = kind,
            Words = words is null ? null : string.Join(", ", words),
            Text = Shorten(text),
            Fingerprint = fingerprint,
            CreatedAt = clock.NowMs(),
        };

    private static string Shorten(string text) =>
        text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    private async Task WriteAsync()
    {
        await foreach (var hit in _hits.Reader.ReadAllAsync())
        {
            try
            {
                await AddAsync(hit, CancellationToken.None);
            }
            catch (Exception fault) // the store is away: this one is lost, the next may be written
            {
                LogFailed(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many hits of too many people; one of user {User} is not counted")]
    private partial void LogDropped(UserId user);

    [LoggerMessage(Level = LogLevel.Error, Message = "A hit could not be written")]
    private partial void LogFailed(Exception fault);
}
