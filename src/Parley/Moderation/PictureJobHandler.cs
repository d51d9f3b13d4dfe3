using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Files;
using Parley.Jobs;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>
/// Has a picture elsewhere checked by its address. What is found is written down first; then a message whose picture is blocked is withdrawn, as if its
/// sender had recalled it. May be done twice: the finding is one within an hour, and a withdrawn message stays so.
/// </summary>
public sealed class PictureJobHandler(
    IImageCheck check, IMessageStore messages, AccountDirectory accounts, HitLog hits, Fanout fanout, TimeProvider clock) : IJobHandler
{
    private static readonly TimeSpan AnyAge = TimeSpan.FromDays(36_500);

    /// <inheritdoc/>
    public string Kind => OutsidePictures.Kind;

    /// <inheritdoc/>
    public JobPolicy Policy { get; } = new();

    /// <inheritdoc/>
    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var id = new MessageId(long.Parse(job.Payload, CultureInfo.InvariantCulture));
        if (await messages.FindAsync(job.TenantId, id, cancel) is not var (message, conversation)
            || MessageFile.Of(message)?.Url is not { } url
            || await accounts.FindAsync(message.SenderId, cancel) is not { } sender)
            return JobResult.Ok; // recalled meanwhile

        var found = await check.CheckAsync(id, url, cancel);
        if (ImageGate.KindOf(found.Verdict) is { } kind)
        {
            var hit = hits.Of(sender, kind, url, FingerprintOf(url, kind), found.Label is { } label ? [label] : null);
            await hits.AddAsync(hit with { ConversationId = conversation.Id, MessageId = id }, cancel);
        }

        if (found.Verdict == ImageVerdict.Block)
            await WithdrawAsync(message, job.TenantId, cancel);
        return JobResult.Ok;
    }

    private async Task WithdrawAsync(Message message, TenantId tenant, CancellationToken cancel)
    {
        var withdrawn = await messages.RecallAsync(tenant, message.Id, message.SenderId, clock.NowMs(), AnyAge, cancel);
        if (withdrawn is { IsOk: true, Value.IsChanged: true })
            fanout.Publish(new MessageRecalled(withdrawn.Value.Conversation, withdrawn.Value.Message));
    }

    private static byte[] FingerprintOf(string url, HitKind kind) => [(byte)kind, .. SHA256.HashData(Encoding.UTF8.GetBytes(url))[..15]];
}
