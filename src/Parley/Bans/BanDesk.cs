using Parley.Accounts;
using Parley.Audit;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Bans;

/// <summary>Where bans are looked at, made, spoken against and taken back. Accounts themselves are <see cref="AccountStanding"/>'s.</summary>
public sealed class BanDesk(
    IBanStore store, AccountStanding standing, DeviceBans devices, AuditTrail audit, IdGenerator ids, TimeProvider clock)
{
    /// <summary>The longest appeal, in characters.</summary>
    public const int LongestAppeal = 1_000;

    private const int LongestDevice = 64;
    private const int MostOwn = 100;

    /// <summary>A page of a tenant's, newest first.</summary>
    /// <param name="tenant">The admin's own; an operator's choice.</param>
    public Task<IReadOnlyList<Ban>> ListAsync(TenantId tenant, UserId user, bool onlyHolding, bool onlyAppealed, BanId before, int limit, CancellationToken cancel) =>
        store.ListAsync(tenant, new BanFilter(user, onlyHolding ? clock.NowMs() : null, onlyAppealed), before, limit, cancel);

    /// <summary>A ban of the tenant's; for an operator of any: what it may ban it can see and take back.</summary>
    /// <returns><see cref="ChatError.NotFound"/>.</returns>
    public async Task<Outcome<Ban>> FindAsync(Account admin, BanId id, CancellationToken cancel) =>
        await store.FindAsync(admin.Role == Role.Operator ? default : admin.TenantId, id, cancel) is { } ban ? ban : ChatError.NotFound;

    /// <summary>What stands against a person, and what stood; for that person.</summary>
    public Task<IReadOnlyList<Ban>> OwnAsync(Account person, CancellationToken cancel) =>
        store.ListAsync(person.TenantId, new BanFilter(person.Id), default, MostOwn, cancel);

    /// <summary>Bans a device of a person's.</summary>
    /// <param name="minutes">1 min to 10 years; null: for good.</param>
    /// <returns>The ban; <see cref="ChatError.InvalidField"/>, <see cref="ChatError.UserNotFound"/>, <see cref="ChatError.SelfTarget"/>, <see cref="ChatError.Forbidden"/>.</returns>
    public async Task<Outcome<Ban>> BanDeviceAsync(Account admin, UserId target, string? device, string? reason, long? minutes, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(device) || device.Length > LongestDevice || device.Any(char.IsControl) || MessageText.Refuse(device) is not null)
            return FieldRules.Invalid("device", LongestDevice);
        if (AccountStanding.RefuseTerms(reason, minutes) is { } invalid)
            return invalid;
        var found = await standing.FindTargetAsync(admin, target, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var now = clock.NowMs();
        var ban = new Ban
        {
            Id = new BanId(ids.Next()),
            TenantId = found.Value.TenantId,
            UserId = target,
            Device = device,
            Reason = reason!.Trim(),
            By = admin.Id,
            CreatedAt = now,
            Until = minutes is { } count ? now + (count * 60_000) : null,
        };
        await store.AddDeviceAsync(ban, cancel);
        audit.Record(AuditAction.Banned, ban.TenantId, admin.Id, target.Value, "device");
        await devices.RefreshAsync(cancel);
        return ban;
    }

    /// <summary>Takes a ban back; of an account, its tokens work again.</summary>
    /// <returns>The ban then; <see cref="ChatError.NotFound"/>; <see cref="ChatError.Conflict"/> when it no longer holds; as <see cref="AccountStanding.LiftAsync"/>.</returns>
    public async Task<Outcome<Ban>> LiftAsync(Account admin, BanId id, string? reason, CancellationToken cancel)
    {
        if (AccountStanding.RefuseTerms(reason, null) is { } invalid)
            return invalid;
        var found = await FindAsync(admin, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var ban = found.Value;
        if (!ban.HoldsAt(clock.NowMs()))
            return ChatError.Conflict;
        if (ban.Device is null)
        {
            var freed = await standing.LiftAsync(admin, ban.UserId, id, reason, cancel);
            if (!freed.IsOk)
                return freed.Refusal;
        }
        else
        {
            if (!await store.LiftDeviceAsync(ban.TenantId, id, admin.Id, reason!.Trim(), clock.NowMs(), cancel))
                return ChatError.Conflict;
            audit.Record(AuditAction.Freed, ban.TenantId, admin.Id, ban.UserId.Value, "device");
            await devices.RefreshAsync(cancel);
        }

        return await FindAsync(admin, id, cancel);
    }

    /// <summary>A person says something against a ban, once.</summary>
    /// <param name="id">Which; none: the one of the account that holds.</param>
    /// <param name="text">1 to 1,000 characters.</param>
    /// <returns>The ban; <see cref="ChatError.InvalidField"/>, <see cref="ChatError.NotFound"/>, <see cref="ChatError.Conflict"/> when something was said, or it no longer holds.</returns>
    public async Task<Outcome<Ban>> AppealAsync(Account person, BanId id, string? text, CancellationToken cancel)
    {
        var words = text?.Trim();
        if (string.IsNullOrEmpty(words) || words.Length > LongestAppeal || !FieldRules.IsKeepable(words))
            return FieldRules.Invalid("text", LongestAppeal);
        var now = clock.NowMs();
        var own = await store.ListAsync(person.TenantId, new BanFilter(person.Id, now), default, MostOwn, cancel);
        var ban = id.IsNone ? own.FirstOrDefault(one => one.Device is null) : await store.FindAsync(person.TenantId, id, cancel);
        if (ban is null || ban.UserId != person.Id)
            return ChatError.NotFound;
        if (!ban.HoldsAt(now) || !await store.AppealAsync(person.TenantId, person.Id, ban.Id, words, now, cancel))
            return ChatError.Conflict;
        return ban with { Appeal = words, AppealedAt = now };
    }
}
