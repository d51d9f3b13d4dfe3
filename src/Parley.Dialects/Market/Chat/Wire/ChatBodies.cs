using System.Text.Json;
using Parley.Dialects.Json;

namespace Parley.Dialects.Market.Chat.Wire;

/// <summary><c>POST /conversations</c>: one other, or several.</summary>
internal sealed record OpenBody(WireId TargetUserId, WireId ServiceId, WireId OrderId, WireId[]? ParticipantIds, string? Name, string? AvatarUrl);

/// <summary><c>PATCH /conversations/:id</c>.</summary>
internal sealed record ChatPatchBody(bool? IsActive, bool? IsPinned, JsonElement Name, JsonElement AvatarUrl);

/// <summary><c>POST /conversations/:id/read</c>.</summary>
internal sealed record ChatReadBody(WireId MessageId);

/// <summary><c>POST /conversations/:id/members</c>.</summary>
internal sealed record MembersBody(WireId[]? UserIds);

/// <summary><c>POST /messages/:id/forward</c>.</summary>
internal sealed record ForwardBody(WireId[]? ConversationIds, WireId[]? TargetUserIds, string? ClientId);
