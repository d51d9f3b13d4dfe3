using System.Globalization;
using System.Text.Json;
using Parley.Accounts;
using Parley.Jobs;
using Parley.Marketplace.Orders;
using Parley.Primitives;
using Parley.Push;

namespace Parley.Integrations.Mail;

/// <summary>Which mails follow from a step of an order: one to each side that asked for it, but for the one who took the step.</summary>
internal sealed class OrderMails(SmtpMailer mailer, IAccountStore accounts)
{
    /// <summary>The kind of the job of a mail.</summary>
    public const string Kind = "mail";

    /// <summary>The jobs of a step's mails.</summary>
    public async Task<IReadOnlyList<NewJob>> JobsOfAsync(Order order, OrderTransition change, CancellationToken cancel)
    {
        List<NewJob> jobs = [];
        if (!mailer.IsConfigured)
            return jobs;
        foreach (var side in new[] { order.CustomerId, order.ProviderId })
        {
            if (side != change.ActorId && await WantsAsync(order.TenantId, side, cancel))
                jobs.Add(JobOf(order, change, side));
        }

        return jobs;
    }

    private async Task<bool> WantsAsync(TenantId tenant, UserId user, CancellationToken cancel) =>
        await accounts.FindProfileAsync(tenant, user, cancel) is { Email: not null } profile && MailPreferences.Read(profile.Profile.Preferences).Orders;

    private static NewJob JobOf(Order order, OrderTransition change, UserId to) => new()
    {
        Kind = Kind,
        TenantId = order.TenantId,
        UniqueKey = string.Create(CultureInfo.InvariantCulture, $"{order.Id}:{change.Version}:{to}"),
        Payload = JsonSerializer.Serialize(new MailPayload(to.Value, order.Id.Value, change.Version), MailJson.Default.MailPayload),
    };
}
