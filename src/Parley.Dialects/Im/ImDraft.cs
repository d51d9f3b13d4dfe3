using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Rest;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Im;

/// <summary>A message of a client that may go to the writer.</summary>
/// <param name="Conversation">Where to.</param>
/// <param name="Body">What it says.</param>
/// <param name="Policy">Who may write to whom.</param>
internal sealed record ImDraft(ConversationId Conversation, MessageBody Body, ContactPolicy Policy);

/// <summary>A draft, or what is wrong with what a client sent.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Refusal">The core's refusal.</param>
/// <param name="Missing">A field that must be there, as the client writes it.</param>
internal readonly record struct ImDrafted(ImDraft? Draft, Refusal? Refusal, string? Missing)
{
    /// <summary>True when there is a draft.</summary>
    [MemberNotNullWhen(true, nameof(Draft))]
    public bool IsOk => Draft is not null;

    public static ImDrafted Refuse(Refusal refusal) => new(null, refusal, null);

    public static ImDrafted Lacks(string field) => new(null, null, field);

    /// <summary>What is wrong, over REST.</summary>
    public IResult ToResult() => Refusal is { } refusal ? refusal.ToResult() : Answers.Missing(Missing!);
}
