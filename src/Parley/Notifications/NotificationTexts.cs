using System.Text;

namespace Parley.Notifications;

/// <summary>
/// The words of notifications that the server writes itself. They are stored, so they are in the product's first language; clients that want
/// their own words have the type and the ids in <see cref="Notification.Data"/>.
/// </summary>
internal static class NotificationTexts
{
    public static (string Title, string Content) OfFriend(NotificationType type, string name) => type switch
    {
        NotificationType.FriendRequest => ("好友请求", $"{name} 请求添加您为好友"),
        NotificationType.FriendAccepted => ("好友请求已通过", $"{name} 已成为您的好友"),
        _ => throw new InvalidOperationException($"{type} is not about friends."),
    };

    public static (string Title, string Content) OfGroup(NotificationType type, string actor, string title) => type switch
    {
        NotificationType.GroupInvite => ("加入群组", $"{actor} 邀请您加入群组“{title}”"),
        NotificationType.GroupRemoved => ("移出群组", $"您已被移出群组“{title}”"),
        _ => throw new InvalidOperationException($"{type} is not about groups."),
    };

    /// <summary>A small JSON object of ids; names are fixed words of ours, so nothing needs escaping.</summary>
    public static string Data(params ReadOnlySpan<(string Name, long Id)> ids)
    {
        var json = new StringBuilder("{");
        foreach (var (name, id) in ids)
            json.Append(json.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(id);
        return json.Append('}').ToString();
    }
}
