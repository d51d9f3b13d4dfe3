using Parley.Accounts;
using Parley.Dialects.Files;
using Parley.Dialects.Web.Wire;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Web;

/// <summary>
/// From what a client asks to be sent over HTTP to a send. People outside the tenant have no user id, so there is no way to write to them.
/// </summary>
internal sealed class WebSender(MessageSender sender, DirectOpening opening, Attachments attachments, FileUrls urls, TenantDirectory tenants, WebOptions options)
{
    /// <summary>Where a body goes and what is to be stored. The caller has asked for what it lacks.</summary>
    public async ValueTask<Outcome<WebSendPlan>> PlanAsync(Account me, WebSendBody body, CancellationToken cancel)
    {
        if (body.Refuse(out var type) is { } refused)
            return refused;
        var content = body.HasFile ? await AttachAsync(me, body, type, cancel) : new MessageBody(type, body.Content!);
        if (!content.IsOk)
            return content.Refusal;
        var policy = await tenants.ContactPolicyAsync(me.TenantId, options.ContactPolicy, cancel);
        var opened = await opening.OpenAsync(me, body.ReceiverId.User, policy, cancel);
        if (!opened.IsOk && opened.Refusal.Error != ChatError.NotFriends)
            return opened.Refusal;
        return new WebSendPlan(opened.IsOk ? opened.Value : null, content.Value, policy);
    }

    /// <summary>Sends what was made after a plan; to strangers where only friends write it goes nowhere, after all else was checked.</summary>
    public void Send(PendingSend send, WebSendPlan plan)
    {
        if (plan.Conversation is null)
            sender.Refuse(send, ChatError.NotFriends);
        else
            sender.Send(send);
    }

    private async ValueTask<Outcome<MessageBody>> AttachAsync(Account me, WebSendBody body, MessageType type, CancellationToken cancel)
    {
        var mention = body.Mention(urls, type);
        return mention.IsOk ? await attachments.AttachAsync(me, mention.Value, cancel) : mention.Refusal;
    }
}

/// <summary>A send before it is one.</summary>
/// <param name="Conversation">Where to; null: the two are strangers where only friends write.</param>
/// <param name="Body">What is stored.</param>
/// <param name="Policy">Who may write to whom here.</param>
internal sealed record WebSendPlan(ConversationId? Conversation, MessageBody Body, ContactPolicy Policy);
