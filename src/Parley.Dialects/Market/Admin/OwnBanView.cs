using Parley.Bans;

namespace Parley.Dialects.Market.Admin;

/// <summary>A ban, as the banned sees it: not who, and not who took it back.</summary>
internal sealed record OwnBanView(
    long Id, string? Device, string Reason, bool IsAutomatic, DateTime CreatedAt, DateTime? Until, DateTime? LiftedAt, string? LiftReason, string? Appeal, DateTime? AppealedAt)
{
    public static OwnBanView Of(Ban ban) => new(
        ban.Id.Value,
        ban.Device,
        ban.Reason,
        ban.By.IsNone,
        WireTime.Of(ban.CreatedAt),
        BanView.TimeOf(ban.Until),
        BanView.TimeOf(ban.LiftedAt),
        ban.LiftReason,
        ban.Appeal,
        BanView.TimeOf(ban.AppealedAt));
}
