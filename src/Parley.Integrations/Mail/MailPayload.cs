namespace Parley.Integrations.Mail;

/// <summary>The payload of a mail's job: whom, of which step of which order.</summary>
internal sealed record MailPayload(long User, long Order, long Version);
