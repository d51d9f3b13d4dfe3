using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Accounts;
using Parley.Dialects.Identity;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Market.Accounts;

/// <summary>A person as others see it.</summary>
internal sealed record UserView(string Id, long NumericId, string Username, string DisplayName, string? AvatarUrl, string UserType, string? Phone)
{
    public static UserView Of(Account account, string? maskedPhone = null) => new(
        PublicId.ToText(EntityKind.User, account.Id.Value),
        account.Id.Value,
        account.Username,
        account.DisplayName,
        account.AvatarUrl,
        RoleNames.Of(account.Role),
        maskedPhone);
}

internal sealed record LocationView(double Lat, double Lng);

/// <summary>A person as it sees itself, whole.</summary>
internal sealed record MeView(
    string Id,
    long NumericId,
    string TenantId,
    string Username,
    string DisplayName,
    string UserType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? AvatarUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? RealName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Phone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] LocationView? Location,
    JsonElement Preferences,
    bool WechatBound,
    string? ExternalUserId,
    DateTime CreatedAt)
{
    public static MeView Of(Profile profile)
    {
        var account = profile.Account;
        using var preferences = JsonDocument.Parse(profile.Preferences);
        return new MeView(
            PublicId.ToText(EntityKind.User, account.Id.Value),
            account.Id.Value,
            PublicId.ToText(EntityKind.Tenant, account.TenantId.Value),
            account.Username,
            account.DisplayName,
            RoleNames.Of(account.Role),
            account.AvatarUrl,
            profile.RealName,
            profile.Phone,
            profile.Email,
            profile is { Latitude: { } lat, Longitude: { } lng } ? new LocationView(lat, lng) : null,
            preferences.RootElement.Clone(),
            profile.WeChatOpenId is not null,
            profile.ExternalUserId,
            WireTime.Of(profile.CreatedAt));
    }
}

/// <summary>What a sign-in answers.</summary>
internal sealed record SignInView(MeView User, string AccessToken, string RefreshToken, long ExpiresIn);

/// <summary>A new access token for a session that goes on.</summary>
internal sealed record TokenView(string AccessToken, long ExpiresIn);

/// <summary>A tenant, to an operator; the key once.</summary>
internal sealed record TenantView(
    long Id,
    string Name,
    string? Subdomain,
    string PlanType,
    bool IsActive,
    string Status,
    string? ContactPolicy,
    JsonElement? Settings,
    DateTime CreatedAt,
    DateTime? UpdatedAt,
    string? ApiKey)
{
    public static TenantView Of(Tenant tenant, string? apiKey = null) => new(
        tenant.Id.Value,
        tenant.Name,
        tenant.Subdomain,
        tenant.PlanType,
        tenant.IsActive,
        tenant.IsActive ? "active" : "suspended",
        tenant.ContactPolicy is { } policy ? JsonNamingPolicy.CamelCase.ConvertName(policy.ToString()) : null,
        SettingsOf(tenant),
        WireTime.Of(tenant.CreatedAt),
        tenant.UpdatedAt > 0 ? WireTime.Of(tenant.UpdatedAt) : null,
        apiKey);

    private static JsonElement? SettingsOf(Tenant tenant)
    {
        if (tenant.Settings is null)
            return null;
        using var settings = JsonDocument.Parse(tenant.Settings);
        return settings.RootElement.Clone();
    }
}

/// <summary>A person as its admin sees it, with a number for an id.</summary>
internal sealed record AdminUserView(long Id, string Username, string DisplayName, string Role)
{
    public static AdminUserView Of(Account account) => new(account.Id.Value, account.Username, account.DisplayName, RoleNames.Of(account.Role));
}

/// <summary>Whether a person may act, to an admin.</summary>
internal sealed record StandingView(long Id, string Status, string? Reason, DateTime? BannedUntil)
{
    public static StandingView Of(Account account) => new(
        account.Id.Value,
        account.Status switch
        {
            AccountStatus.Active => "active",
            AccountStatus.Disabled => "disabled",
            AccountStatus.Banned => "banned",
            _ => throw new InvalidOperationException($"Unknown account status {account.Status}."),
        },
        account.Status == AccountStatus.Active ? null : account.BanReason,
        account.Status == AccountStatus.Banned && account.BannedUntil is { } until ? WireTime.Of(until) : null);
}
