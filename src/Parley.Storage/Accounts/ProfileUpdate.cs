using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Storage.Accounts;

/// <summary>The statement that writes just the fields that a change names.</summary>
internal sealed class ProfileUpdate
{
    private readonly List<string> _sets = [];
    private readonly List<(string Name, object? Value)> _args = [];

    private ProfileUpdate()
    {
    }

    /// <summary>Null when nothing is to be written.</summary>
    public static ProfileUpdate? Of(ProfileChange change)
    {
        var update = new ProfileUpdate();
        if (change.DisplayName.IsSet)
        {
            update.Set("display_name", change.DisplayName.Value);
            update.Set("display_name_key", Usernames.Fold(change.DisplayName.Value!));
        }

        update.SetText("avatar_url", change.AvatarUrl);
        update.SetText("real_name", change.RealName);
        update.SetSealed("phone", "phone_hash", change.Phone);
        update.SetSealed("email", "email_hash", change.Email);
        if (change.WeChatOpenId.IsSet)
            update.Set("wechat_openid", change.WeChatOpenId.Value?.Cipher);
        if (change.Location.IsSet)
        {
            update.Set("latitude", change.Location.Value?.Latitude);
            update.Set("longitude", change.Location.Value?.Longitude);
        }

        if (change.Preferences.IsSet)
            update.Set("preferences", change.Preferences.Value ?? "{}");
        return update._sets.Count == 0 ? null : update;
    }

    /// <summary>Returns how many users it wrote: one or none.</summary>
    public ValueTask<int> RunAsync(SqlScope sql, TenantId tenant, UserId id) => sql.ExecuteAsync(
        $"UPDATE users SET {string.Join(", ", _sets)} WHERE id = @id AND tenant_id = @tenant AND erased_at IS NULL",
        [.. _args, ("@id", id.Value), ("@tenant", tenant.Value)]);

    private void Set(string column, object? value)
    {
        _sets.Add($"{column} = @{column}");
        _args.Add(($"@{column}", value));
    }

    private void SetText(string column, Change<string> change)
    {
        if (change.IsSet)
            Set(column, change.Value);
    }

    private void SetSealed(string column, string hashColumn, Change<SealedField> change)
    {
        if (!change.IsSet)
            return;
        Set(column, change.Value?.Cipher);
        Set(hashColumn, change.Value?.Hash);
    }
}
