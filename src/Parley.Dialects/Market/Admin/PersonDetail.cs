using Parley.Accounts;
using Parley.Audit;
using Parley.Delivery;
using Parley.Presence;

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
    DateTime CreatedAt,
    DeviceView[] Devices,
    AuditView[] Activity)
{
    public static PersonDetail Of(
        Profile profile, IReadOnlyList<Connection> connections, IReadOnlyList<DeviceUse> devices, long? lastSeenAt, IReadOnlyList<AuditEntry> activity) => new(
        AdminPersonView.Of(profile.Account),
        profile.ExternalUserId,
        profile.RealName,
        profile.Phone,
        profile.Email,
        profile.WeChatOpenId is not null,
        connections.Count,
        lastSeenAt is { } at ? WireTime.Of(at) : null,
        WireTime.Of(profile.CreatedAt),
        DeviceView.Of(connections, devices),
        [.. activity.Select(AuditView.Of)]);
}
