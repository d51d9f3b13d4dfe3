namespace Parley.Integrations.Mail;

/// <summary>A mail.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">One line, in whatever script.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Id">The left side of its Message-ID: the same for every attempt, so that a mail that came twice shows once.</param>
internal sealed record Letter(string To, string Subject, string Text, string Id);
