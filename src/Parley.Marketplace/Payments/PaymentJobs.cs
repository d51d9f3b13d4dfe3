using System.Globalization;
using Parley.Jobs;
using Parley.Primitives;

namespace Parley.Marketplace.Payments;

/// <summary>Has <see cref="PaymentSaga"/> look at payments when they are due. The job is inserted with whatever makes one due, so a crash loses none.</summary>
public sealed class PaymentJobs(PaymentSaga saga, TimeProvider clock) : IJobHandler
{
    private const string TheKind = "payment";

    /// <inheritdoc/>
    public string Kind => TheKind;

    /// <inheritdoc/>
    public JobPolicy Policy { get; } = new() { LongestDelay = TimeSpan.FromHours(1), Attempts = 1_000 }; // money is never given up: some six weeks of faults of our own

    /// <summary>The job for a payment that is due at some time.</summary>
    public static NewJob Of(Payment payment) => new()
    {
        Kind = TheKind,
        TenantId = payment.TenantId,
        UniqueKey = payment.Id.ToString(),
        Payload = $$"""{"paymentId":{{payment.Id}}}""",
        RunAt = payment.DueAt,
    };

    /// <inheritdoc/>
    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        if (!long.TryParse(job.UniqueKey, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return new JobResult.Hopeless("it names no payment");
        return await saga.AdvanceAsync(new PaymentId(id), cancel) is { } due
            ? new JobResult.Later(TimeSpan.FromMilliseconds(Math.Max(1, due - clock.NowMs())))
            : JobResult.Ok;
    }
}
