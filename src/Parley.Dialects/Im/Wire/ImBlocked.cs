namespace Parley.Dialects.Im.Wire;

/// <summary>Somebody on one's blacklist.</summary>
internal sealed record ImBlocked(long UserId, string DisplayName, string? AvatarUrl, long CreatedAt);
