using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Jobs;
using Parley.Limits;
using Parley.Presence;
using Parley.Primitives;
using Parley.Push;
using Parley.Tenants;

namespace Parley.Integrations.Mail;

/// <summary>
/// Tells a person who is away of what it has not read, in one mail. Everything is read at the last moment: who has come back, has read it, turned it
/// off or is banned by then gets none. A node that is killed after it took the mail leaves behind that it may have sent it: nobody sends another
/// before the interval is over.
/// </summary>
internal sealed partial class MessageMailHandler(
    SmtpMailer mailer,
    IMessageMailStore mails,
    MessageMailOptions options,
    AccountDirectory accounts,
    SuspendedTenants suspended,
    Profiles profiles,
    Whereabouts whereabouts,
    RateLimiter limiter,
    RateLimits limits,
    TimeProvider clock,
    ILogger<MessageMailHandler> log) : IJobHandler
{
    private const int MostChats = 50;

    public string Kind => MessageMailJob.Kind;

    public JobPolicy Policy { get; } = new() { Concurrency = 4, Lease = TimeSpan.FromMinutes(5), FirstDelay = TimeSpan.FromSeconds(30) };

    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        if (MessageMailJob.Of(job.Payload) is not var (user))
            return new JobResult.Hopeless("It names nobody.");
        var chats = await mails.ReadAsync(user, options.Interval, MostChats, cancel);
        if (chats.Count == 0)
            return JobResult.Ok;
        if (await FindReaderAsync(job.TenantId, user, cancel) is not { } reader)
        {
            await mails.DropAsync(user, chats, cancel);
            return JobResult.Ok;
        }

        var round = MailRound.Of(chats, options.Wait, clock.NowMs());
        await mails.DropAsync(user, round.Drop, cancel);
        if (round.Tell.Count > 0 && job.Attempts <= 1 && limiter.Take(limits.Mails, reader.Email!.ToLowerInvariant()) is not null)
        {
            LogTooMany(user);
            await mails.DropAsync(user, round.Tell, cancel);
        }
        else if (round.Tell.Count > 0 && await TellAsync(reader, round.Tell, cancel) is { } fault)
        {
            return fault;
        }

        TimeSpan? again = round.Tell.Count > 0 || chats.Count == MostChats ? options.Interval : null; // what came meanwhile, or did not fit
        return round.Rest < again || again is null ? Later(round.Rest) : Later(again);
    }

    private static JobResult Later(TimeSpan? rest) => rest is { } time ? new JobResult.Later(time) : JobResult.Ok;

    // Null when there is nobody to be told any more.
    private async Task<Profile?> FindReaderAsync(TenantId tenant, UserId user, CancellationToken cancel)
    {
        if (!mailer.IsConfigured || suspended.Contains(tenant) || (await whereabouts.AwayAsync([user], cancel)).Count == 0
            || await accounts.FindAsync(user, cancel) is not { } account || account.RefusalAt(clock.NowMs()) is not null)
            return null;
        var profile = await profiles.ReadAsync(tenant, user, cancel);
        return profile.IsOk && profile.Value.Email is not null && MailPreferences.Read(profile.Value.Preferences).Messages ? profile.Value : null;
    }

    // What failed, or null.
    private async Task<JobResult?> TellAsync(Profile reader, IReadOnlyList<UnreadChat> chats, CancellationToken cancel)
    {
        var user = reader.Account.Id;
        var names = await accounts.FindManyAsync(reader.Account.TenantId, [.. chats.SelectMany(chat => chat.From).Select(from => from.Sender).Distinct()], cancel);
        var taken = await mails.TakeAsync(user, chats, options.Interval, cancel);
        if (taken.Chats.Count == 0)
            return null;
        var isDone = false;
        try
        {
            await mailer.SendAsync(LetterOf(reader, taken.Chats, names), cancel);
            isDone = true;
            return null;
        }
        catch (SmtpException refused)
        {
            isDone = refused.IsFinal;
            return refused.IsFinal ? new JobResult.Hopeless(refused.Message) : new JobResult.Failed(refused.Message);
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException
            || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new JobResult.Failed($"The mail server could not be talked to ({fault.GetType().Name}).");
        }
        finally
        {
            if (!isDone)
                await mails.ReleaseAsync(user, taken, CancellationToken.None);
        }
    }

    private static Letter LetterOf(Profile reader, IReadOnlyList<UnreadChat> chats, IReadOnlyDictionary<UserId, Account> names)
    {
        NamedChat[] named =
        [
            .. chats.OrderByDescending(chat => chat.Count).Select(chat => new NamedChat(
                chat.Title,
                [.. chat.From.Select(from => names.TryGetValue(from.Sender, out var sender) ? sender.DisplayName : "?")],
                chat.Count)),
        ];
        var isEnglish = MailPreferences.Read(reader.Preferences).IsEnglish;
        return new Letter(
            reader.Email!,
            MessageMailTexts.Subject(named, isEnglish),
            MessageMailTexts.Text(named, reader.Account.DisplayName, isEnglish),
            $"messages.{reader.Account.Id}.{chats[0].Id}.{chats[0].NewestSeq}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {User} had as many mails as one address gets (Limits:Mails): one about messages was not sent")]
    private partial void LogTooMany(UserId user);
}
