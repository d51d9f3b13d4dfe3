using Parley.Accounts;

namespace Parley.Dialects.Market.Admin;

/// <summary>All of an account, its numbers whole: an admin's view.</summary>
internal sealed record PersonDetail(
    AdminPersonView User,
    string? ExternalUserId,
    string? RealName,
    string? Phone,
    string? Email,
    bool HasWeChat,
    int Connections,
    DateTime? LastSeenAt,
    DateTime CreatedAt)
{
    public static PersonDetail Of(Profile profile, int connections, long? lastSeenAt) => new(
        AdminPersonView.Of(profile.Account),
        profile.ExternalUserId,
        profile.RealName,
        profile.Phone,
        profile.Email,
        profile.WeChatOpenId is not null,
        connections,
        lastSeenAt is { } at ? WireTime.Of(at) : null,
        WireTime.Of(profile.CreatedAt));
}
