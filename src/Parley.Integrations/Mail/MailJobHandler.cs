using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Jobs;
using Parley.Limits;
using Parley.Marketplace.Orders;
using Parley.Primitives;
using Parley.Push;

namespace Parley.Integrations.Mail;

/// <summary>Writes and sends a mail. Whoever turned mail off meanwhile gets none, and an address no more than its limit: what is over it is not sent later.</summary>
internal sealed partial class MailJobHandler(
    SmtpMailer mailer, IOrderStore orders, Profiles profiles, RateLimiter limiter, RateLimits limits, ILogger<MailJobHandler> log) : IJobHandler
{
    public string Kind => OrderMails.Kind;

    public JobPolicy Policy { get; } = new() { Concurrency = 4, Lease = TimeSpan.FromMinutes(5), FirstDelay = TimeSpan.FromSeconds(30) };

    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var payload = JsonSerializer.Deserialize(job.Payload, MailJson.Default.MailPayload)!;
        var order = await orders.FindAsync(job.TenantId, new OrderId(payload.Order), cancel);
        var profile = await profiles.ReadAsync(job.TenantId, new UserId(payload.User), cancel);
        if (order is null || !profile.IsOk || profile.Value.Email is not { } address || !mailer.IsConfigured)
            return JobResult.Ok;
        var wishes = MailPreferences.Read(profile.Value.Preferences);
        var change = await orders.FindTransitionAsync(order.Id, payload.Version, cancel);
        if (!wishes.Orders || change is null)
            return JobResult.Ok;
        if (job.Attempts <= 1 && limiter.Take(limits.Mails, address.ToLowerInvariant()) is not null)
        {
            LogTooMany(payload.User);
            return JobResult.Ok;
        }

        var letter = new Letter(
            address,
            OrderMailTexts.Subject(order, change, wishes.IsEnglish),
            OrderMailTexts.Text(order, change, profile.Value.Account.DisplayName, wishes.IsEnglish),
            $"order.{payload.Order}.{payload.Version}.{payload.User}");
        try
        {
            await mailer.SendAsync(letter, cancel);
            return JobResult.Ok;
        }
        catch (SmtpException refused)
        {
            return refused.IsFinal ? new JobResult.Hopeless(refused.Message) : new JobResult.Failed(refused.Message);
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException
            || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new JobResult.Failed($"The mail server could not be talked to ({fault.GetType().Name}).");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {User} had as many mails as one address gets (Limits:Mails): one was not sent")]
    private partial void LogTooMany(long user);
}
