using Parley.Bans;

namespace Parley.Dialects.Market.Admin;

/// <summary>A ban, as those see it who look after the tenant.</summary>
internal sealed record BanView(
    long Id,
    long UserId,
    string? Device,
    string Reason,
    bool IsAutomatic,
    long? BannedBy,
    DateTime CreatedAt,
    DateTime? Until,
    DateTime? LiftedAt,
    long? LiftedBy,
    string? LiftReason,
    string? Appeal,
    DateTime? AppealedAt)
{
    public static BanView Of(Ban ban) => new(
        ban.Id.Value,
        ban.UserId.Value,
        ban.Device,
        ban.Reason,
        ban.By.IsNone,
        ban.By.IsNone ? null : ban.By.Value,
        WireTime.Of(ban.CreatedAt),
        TimeOf(ban.Until),
        TimeOf(ban.LiftedAt),
        ban.LiftedBy.IsNone ? null : ban.LiftedBy.Value,
        ban.LiftReason,
        ban.Appeal,
        TimeOf(ban.AppealedAt));

    public static DateTime? TimeOf(long? at) => at is { } time ? WireTime.Of(time) : null;
}
