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
        if (body.ReceiverId.User.IsNone)
            return body.ReceiverId.IsInvalid ? FieldRules.Invalid("receiverId") : ChatError.UserNotFound;
        if (!WebWords.TryParse(body.MessageType, out var type))
            return FieldRules.Invalid("messageType");
        var content = body.HasFile ? await AttachAsync(me, body, body.MessageType is null ? null : type, cancel) : new MessageBody(type, body.Content!);
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

    // An address elsewhere is not taken here (WIRE, Common): what is shown is a file of ours, whose links end.
    private async ValueTask<Outcome<MessageBody>> AttachAsync(Account me, WebSendBody body, MessageType? type, CancellationToken cancel)
    {
        var id = new FileId(body.FileId.Of(EntityKind.File));
        if (body.FileId.IsMissing && !urls.TryRead(body.FileUrl!, out id))
            return ChatError.FileNotFound;
        if (id.IsNone)
            return ChatError.FileNotFound;
        var mention = new FileMention
        {
            Id = id,
            Type = type,
            Text = body.Content ?? "",
            Name = body.FileName,
            DurationMs = body.Duration is { } seconds ? (long)Math.Clamp(seconds * 1000, -1, int.MaxValue) : null,
        };
        return await attachments.AttachAsync(me, mention, cancel);
    }
}

/// <summary>A send before it is one.</summary>
/// <param name="Conversation">Where to; null: the two are strangers where only friends write.</param>
/// <param name="Body">What is stored.</param>
/// <param name="Policy">Who may write to whom here.</param>
internal sealed record WebSendPlan(ConversationId? Conversation, MessageBody Body, ContactPolicy Policy);
