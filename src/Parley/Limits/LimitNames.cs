using System.Collections.Frozen;
using Parley.Configuration;

namespace Parley.Limits;

/// <summary>What is counted by the limits that operators may change, as they are told.</summary>
internal static class LimitNames
{
    private static readonly FrozenDictionary<string, (string English, string Chinese)> Names = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["SocialMessages"] = ("Messages of a person on the Social surface", "每人在 Social 接口发送的消息"),
        ["Messages"] = ("Messages of a person on every other surface", "每人在其他接口发送的消息"),
        ["PhoneSearch"] = ("A person's searches for a phone number", "每人按手机号查找"),
        ["FriendRequests"] = ("Friend requests of a person", "每人发出的好友申请"),
        ["Typing"] = ("Typing notices of a person", "每人的“正在输入”提示"),
        ["Repeats"] = ("Repeated sends of a person above its message rate", "每人超出消息频率后的重发"),
        ["Status"] = ("Status changes of a person", "每人的在线状态变更"),
        ["Reads"] = ("Read and delivery marks of a person", "每人的已读和送达标记"),
        ["Recalls"] = ("Recalls of a person", "每人撤回消息"),
        ["Syncs"] = ("Syncs of a person", "每人同步消息"),
        ["Renewals"] = ("Newer tokens of a person on an open connection", "每人在连接上更换令牌"),
        ["Openings"] = ("People whom a person turns to for the first time", "每人首次联系的人"),
        ["RestApiKey"] = ("REST requests with a tenant's API key", "每个租户 API 密钥的 REST 请求"),
        ["Lookups"] = ("Lookups of a person for whom it may write to", "每人查找联系对象"),
        ["Uploads"] = ("Uploads of a person", "每人上传文件"),
        ["Attachments"] = ("Files that a person puts into messages", "每人在消息中附带的文件"),
        ["FileLinks"] = ("Files that an address reads by signed links", "每个地址通过签名链接读取的文件"),
        ["Searches"] = ("Searches of a person for messages", "每人搜索消息"),
        ["Links"] = ("Links in messages of a person; more is spam", "每人消息中的链接，超出视为垃圾信息"),
        ["Strangers"] = ("People whom a new account turns to; more is spam", "新账号首次联系的人，超出视为垃圾信息"),
        ["Reports"] = ("Reports by a person", "每人提交的举报"),
        ["Hits"] = ("Hits of a person that are written down", "每人被记录的规则命中"),
        ["Handshakes"] = ("Socket.IO connections begun from an address", "每个地址发起的 Socket.IO 连接"),
        ["Entrances"] = ("Sign-ins of a person to Socket.IO", "每人登录 Socket.IO"),
        ["Emergencies"] = ("Calls for help of a person", "每人的紧急呼叫"),
        ["PaymentCallbacks"] = ("Callbacks of payment gateways from an address", "每个地址的支付回调"),
        ["Orders"] = ("Orders that a customer makes", "每位客户下的订单"),
        ["OrderMoves"] = ("Moves of orders by a person", "每人对订单的操作"),
        ["Mails"] = ("Mails to an address", "发往每个邮箱的邮件"),
        ["OrderRooms"] = ("Rooms of outside orders that a person opens", "每人开启的外部订单会话"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The settings of a limit.</summary>
    public static IEnumerable<ChangeableSetting> SettingsOf(string limit)
    {
        var (english, chinese) = Names.GetValueOrDefault(limit, (limit, limit));
        return
        [
            new($"Limits:{limit}:Permits", $"{english}: how many in a window.", $"{chinese}：一个时间窗口内最多多少次。"),
            new($"Limits:{limit}:Window", $"{english}: how long a window is.", $"{chinese}：时间窗口多长。"),
            new($"Limits:{limit}:Burst", $"{english}: how many at once after a rest.", $"{chinese}：空闲一段时间后一次最多多少次。"),
        ];
    }
}
