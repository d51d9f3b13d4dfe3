using System.Text;
using Parley.Audit;
using Parley.Limits;
using Parley.Primitives;
using Parley.Secrets;

namespace Parley.Accounts;

/// <summary>Reads and changes profiles.</summary>
public sealed class Profiles(
    IAccountStore store,
    ISessionStore sessions,
    AccountDirectory directory,
    Passwords passwords,
    FieldCipher cipher,
    RateLimits limits,
    RateLimiter limiter,
    AuditTrail audit,
    TimeProvider clock)
{
    /// <summary>The most bytes of <see cref="Profile.Preferences"/>, in UTF-8.</summary>
    public const int LongestPreferences = 8 * 1024;

    /// <summary>A person's whole profile: for itself and for admins.</summary>
    public async Task<Outcome<Profile>> ReadAsync(TenantId tenant, UserId id, CancellationToken cancel) =>
        await store.FindProfileAsync(tenant, id, cancel) is { } stored ? cipher.Open(stored) : ChatError.UserNotFound;

    /// <summary>Changes a profile.</summary>
    /// <returns>The whole profile as it is now; <see cref="ChatError.InvalidField"/> or <see cref="ChatError.AlreadyTaken"/> naming a field.</returns>
    public async Task<Outcome<Profile>> ChangeAsync(TenantId tenant, UserId id, ProfilePatch patch, CancellationToken cancel)
    {
        if (Judge(patch) is { } refusal)
            return refusal;
        return await WriteAsync(tenant, id, new ProfileChange
        {
            DisplayName = patch.DisplayName.IsSet ? patch.DisplayName.Value!.Trim() : default(Change<string>),
            RealName = patch.RealName,
            AvatarUrl = patch.AvatarUrl,
            Phone = Seal(patch.Phone, text => cipher.SealPhone(FieldRules.CleanPhone(text)!)),
            Email = Seal(patch.Email, text => cipher.SealEmail(FieldRules.CleanEmail(text)!)),
            Location = patch.Location,
            Preferences = patch.Preferences is { IsSet: true, Value: null } ? "{}" : patch.Preferences,
        }, cancel);
    }

    /// <summary>Binds the WeChat id that pushes go to; null unbinds.</summary>
    public async Task<Outcome<Profile>> BindWeChatAsync(TenantId tenant, UserId id, string? openId, CancellationToken cancel)
    {
        if (openId is not null && !FieldRules.IsOpenId(openId))
            return FieldRules.Invalid("openid");
        return await WriteAsync(tenant, id, new ProfileChange { WeChatOpenId = openId is null ? new Change<SealedField>(true, null) : cipher.SealOpenId(openId) }, cancel);
    }

    /// <summary>Changes the password. All other sessions end, and every access token made before is void, this session's too.</summary>
    /// <param name="current">The password as it was.</param>
    /// <param name="keep">The session that goes on.</param>
    /// <returns>The account, for a new token; <see cref="ChatError.WrongCredentials"/>; <see cref="ChatError.InvalidField"/>; <see cref="ChatError.RateLimited"/>; <see cref="ChatError.Busy"/>.</returns>
    public async Task<Outcome<Account>> ChangePasswordAsync(Account account, SessionId keep, string current, string next, CancellationToken cancel)
    {
        if (Passwords.Judge(next, "newPassword") is { } weak)
            return weak;
        if (limiter.Take(limits.SignInAccount, account.Id.Value) is { } tooMany)
            return tooMany; // a guess here is as good as one at sign-in, and costs as much to check
        var known = await store.FindByUsernameAsync(account.TenantId, Usernames.Fold(account.Username), cancel);
        var check = await passwords.VerifyAsync(current, known?.PasswordHash, cancel);
        if (!check.IsOk)
            return check.Refusal;
        if (!check.Value.IsCorrect)
        {
            audit.Record(AuditAction.SignInFailed, account);
            return ChatError.WrongCredentials;
        }

        var hash = await passwords.HashAsync(next, cancel);
        if (!hash.IsOk)
            return hash.Refusal;

        var now = clock.NowMs();
        await sessions.RevokeAllAsync(account.Id, keep.IsNone ? null : keep, now, cancel);
        await store.SetPasswordAsync(account.Id, hash.Value, now, cancel);
        audit.Record(AuditAction.PasswordChanged, account);
        return await directory.ReloadAsync(account.Id, cancel) is { } changed ? changed : ChatError.UserNotFound;
    }

    private async Task<Outcome<Profile>> WriteAsync(TenantId tenant, UserId id, ProfileChange change, CancellationToken cancel)
    {
        var updated = await store.UpdateProfileAsync(tenant, id, change, cancel);
        if (!updated.IsOk)
            return updated.Refusal;
        await directory.ReloadAsync(id, cancel);
        return await ReadAsync(tenant, id, cancel);
    }

    private static Refusal? Judge(ProfilePatch patch)
    {
        if (patch.DisplayName.IsSet && !FieldRules.IsDisplayName(patch.DisplayName.Value))
            return FieldRules.Invalid("displayName");
        if (patch.RealName is { Value: { } realName } && !FieldRules.IsRealName(realName))
            return FieldRules.Invalid("realName");
        if (patch.AvatarUrl is { Value: { } url } && !FieldRules.IsPictureUrl(url))
            return FieldRules.Invalid("avatarUrl");
        if (patch.Phone is { Value: { } phone } && FieldRules.CleanPhone(phone) is null)
            return FieldRules.Invalid("phone");
        if (patch.Email is { Value: { } email } && FieldRules.CleanEmail(email) is null)
            return FieldRules.Invalid("email");
        if (patch.Location is { Value: var (latitude, longitude) } && !(Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180))
            return FieldRules.Invalid("location");
        return patch.Preferences is { Value: { } text } && (Encoding.UTF8.GetByteCount(text) > LongestPreferences || !FieldRules.IsKeepable(text))
            ? FieldRules.Invalid("preferences", LongestPreferences)
            : null;
    }

    private static Change<SealedField> Seal(Change<string> change, Func<string, SealedField> seal) =>
        change.IsSet ? new(true, change.Value is null ? null : seal(change.Value)) : default;
}
