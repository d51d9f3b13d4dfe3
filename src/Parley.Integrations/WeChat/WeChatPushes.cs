using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Jobs;
using Parley.Messages;
using Parley.Presence;
using Parley.Primitives;
using Parley.Push;

namespace Parley.Integrations.WeChat;

/// <summary>
/// Does the jobs of pushes by customer-service messages. What is shown is read at the last moment: who has come back, has read it or is banned by then
/// is not bothered, and what was recalled is not shown.
/// </summary>
public sealed partial class WeChatPushes(
    WeChatOptions options,
    IPushStore pushes,
    IMessageStore messages,
    IConversationStore conversations,
    AccountDirectory accounts,
    Profiles profiles,
    Whereabouts whereabouts,
    TimeProvider clock,
    ILogger<WeChatPushes> log) : IJobHandler, IDisposable
{
    // A hint that comes later than this is none.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilQuota = TimeSpan.FromMinutes(15);

    private readonly WeChatHttp _http = new(options);
    private WeChatClient? _client;

    /// <inheritdoc/>
    public string Kind => PushJob.Kind;

    /// <summary>A push that failed is tried again when the pause is over; <see cref="IPushStore.TakeAsync"/> sees to it that none goes out before.</summary>
    public JobPolicy Policy { get; } = new() { Attempts = 5, FirstDelay = options.Pause * 1.25, LongestDelay = UntilQuota, Lease = TimeSpan.FromSeconds(60) };

    /// <inheritdoc/>
    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        if (PushJob.Of(job.Payload) is not { } push)
            return new JobResult.Hopeless("It names no message.");
        if (await BriefAsync(push, cancel) is not var (openId, text))
            return JobResult.Ok;
        _client ??= new WeChatClient(_http, new WeChatTokens(_http, options, clock)); // jobs share its token
        await _client.PrepareAsync(cancel);
        if (await pushes.TakeAsync(push.UserId, options.Pause, cancel) is var rest && rest > TimeSpan.Zero)
            return new JobResult.Later(rest);
        var answer = await _client.SendTextAsync(openId, text, cancel);
        switch (answer.Verdict)
        {
            case WeChatVerdict.Sent:
                return JobResult.Ok;
            case WeChatVerdict.Stop:
                LogStopped(push.UserId, answer.Code);
                return JobResult.Ok;
            case WeChatVerdict.Exhausted:
                return new JobResult.Failed(answer.ToString(), UntilQuota);
            case WeChatVerdict.Misconfigured:
                LogMisconfigured(answer.Code);
                return new JobResult.Hopeless(answer.ToString());
            default:
                return new JobResult.Failed(answer.ToString());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Whom to tell what; null when nobody needs to be told any more.
    private async Task<(string OpenId, string Text)?> BriefAsync(PushJob push, CancellationToken cancel)
    {
        var now = clock.NowMs();
        if ((await whereabouts.AwayAsync([push.UserId], cancel)).Count == 0 || await accounts.FindAsync(push.UserId, cancel) is not { } user || user.RefusalAt(now) is not null)
            return null;
        if (await messages.FindAsync(user.TenantId, push.MessageId, cancel) is not var (message, _)
            || message.RecalledAt is not null || now - message.CreatedAt > Fresh.TotalMilliseconds)
            return null;
        if (await conversations.FindParticipantAsync(message.ConversationId, user.Id, cancel) is not { IsMember: true } participant || participant.ReadSeq >= message.Seq)
            return null;
        var profile = await profiles.ReadAsync(user.TenantId, user.Id, cancel);
        if (!profile.IsOk || profile.Value.WeChatOpenId is not { } openId)
            return null;
        var sender = message.SenderId.IsNone ? null : await accounts.FindAsync(message.SenderId, cancel);
        return (openId, PushBrief.Of(message.Body, sender?.DisplayName));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} can't be pushed to now (WeChat {Code})")]
    private partial void LogStopped(UserId user, int code);

    [LoggerMessage(Level = LogLevel.Error, Message = "WeChat refuses the account that pushes come from ({Code}); see WeChat:AppId and WeChat:AppSecret")]
    private partial void LogMisconfigured(int code);
}
