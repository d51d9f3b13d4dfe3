using System.Text.Json;

namespace Parley.Dialects.Market.Accounts;

internal sealed record RegisterBody(string? Username, string? Email, string? Password, string? DisplayName, string? UserType, string? Phone, string? AvatarUrl, string? DeviceId);

internal sealed record LoginBody(string? Username, string? Email, string? Password, string? DeviceId);

internal sealed record RefreshBody(string? RefreshToken, string? DeviceId);

internal sealed record PasswordBody(string? CurrentPassword, string? OldPassword, string? NewPassword);

internal sealed record WeChatBody(string? Openid);

internal sealed record ExternalUserBody(
    string? ExternalUserId, string? Username, string? DisplayName, string? UserType, string? Phone, string? Email, string? AvatarUrl);

internal sealed record ExternalTokenBody(string? ExternalUserId);

internal sealed record NewTenantBody(string? Name, string? Subdomain, string? PlanType);

internal sealed record TenantPatchBody(
    string? Name, string? Subdomain, string? PlanType, string? Status, JsonElement Settings, JsonElement ContactPolicy);

internal sealed record RotateKeyBody(long? GraceMinutes);

internal sealed record StandingBody(string? Reason, long? Minutes);

internal sealed record NewUserBody(string? Username, string? Email, string? Password, string? DisplayName, string? Role);

/// <summary>A patch keeps what was sent as it is, because absent and null differ.</summary>
internal sealed record PatchBody(
    JsonElement DisplayName, JsonElement RealName, JsonElement AvatarUrl, JsonElement Phone, JsonElement Email, JsonElement Location, JsonElement Preferences);
