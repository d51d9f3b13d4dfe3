using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>The texts in Chinese.</summary>
internal static class ErrorTextsChinese
{
    public static string Of(Refusal refusal) => refusal.Error switch
    {
        ChatError.InvalidField => refusal.Reason is { } wrong ? $"参数无效：{wrong}" : refusal.Field is null ? "参数无效" : $"参数 {refusal.Field} 无效",
        ChatError.TextEmpty => "消息内容不能为空",
        ChatError.TextTooLong => refusal.Limit is null ? "内容过长" : $"内容不能超过 {refusal.Limit} 个字符",
        ChatError.TextInvalid => "内容包含无法保存的字符",
        ChatError.UserNotFound => "用户不存在",
        ChatError.ConversationNotFound => "会话不存在",
        ChatError.MessageNotFound => "消息不存在",
        ChatError.NotFound => "记录不存在",
        ChatError.FileNotFound => "文件不存在",
        ChatError.FileTooLarge => refusal.Limit is { } most ? $"文件不能超过 {ErrorTexts.SizeOf(most)}" : "文件过大",
        ChatError.FileTypeRefused => "不支持的文件类型，或文件内容与声明的类型不符",
        ChatError.FileQuotaExceeded => refusal.Limit is { } quota ? $"您的文件总量已达上限 {ErrorTexts.SizeOf(quota)}" : "您的文件总量已达上限",
        ChatError.LinkInvalid => "链接无效或已过期",
        ChatError.NotParticipant => "无权访问此会话",
        ChatError.Forbidden => "没有权限执行此操作",
        ChatError.SelfTarget => "不能对自己执行此操作",
        ChatError.NotFriends => "对方不是您的好友",
        ChatError.FirstContactLimit => "对方回复之前只能发送一条消息",
        ChatError.HarassmentLimit => refusal.RetryAfter is { } pause ? $"向未回复您的人发送消息过于频繁，请 {ErrorTexts.SecondsOf(pause)} 秒后再试" : "向未回复您的人发送消息过于频繁，请稍后再试",
        ChatError.ContentRejected => "消息包含不允许发送的内容",
        ChatError.Spam => "消息被判定为垃圾信息，未发送",
        ChatError.Blocked => "由于黑名单设置，无法与对方联系",
        ChatError.Banned => refusal.Reason is null ? "账号已被封禁" : $"账号已被封禁：{refusal.Reason}",
        ChatError.Disabled => "账号已被停用",
        ChatError.TenantSuspended => "该租户已被停用",
        ChatError.Unauthenticated => "未登录或登录已失效",
        ChatError.WrongCredentials => "用户名或密码错误",
        ChatError.AlreadyTaken => refusal.Field is null ? "已被占用" : $"{refusal.Field} 已被占用",
        ChatError.AlreadyExists => refusal.Field is null ? "已经是好友或请求已存在" : "记录已存在",
        ChatError.IdempotencyConflict => "相同的临时编号已用于不同的内容",
        ChatError.RateLimited => refusal.RetryAfter is { } wait ? $"操作过于频繁，请 {ErrorTexts.SecondsOf(wait)} 秒后再试" : "操作过于频繁，请稍后再试",
        ChatError.RecallExpired => "消息发送超过两分钟，无法撤回",
        ChatError.GroupFull => refusal.Limit is null ? "群成员已满" : $"群成员已达上限 {refusal.Limit} 人",
        ChatError.OwnerCannotLeave => "群主需先转让或解散群组才能退出",
        ChatError.Conflict => "状态已变化，请刷新后重试",
        ChatError.Busy => "服务器繁忙，请稍后再试",
        ChatError.Retry => "服务器暂未确认结果，请用相同的临时编号重试",
        ChatError.Unstorable => "内容无法保存",
        ChatError.LimitReached => refusal.Limit is null ? "数量已达上限" : $"数量已达上限 {refusal.Limit}",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Error, "An error without a text."),
    };

    public static string Of(EdgeFault fault, string? field) => fault switch
    {
        EdgeFault.MalformedJson => "请求体不是有效的 JSON 对象",
        EdgeFault.MissingField => field is null ? "缺少必填参数" : $"缺少必填参数 {field}",
        EdgeFault.BodyTooLarge => "请求体过大",
        EdgeFault.UnsupportedMediaType => "不支持的内容类型",
        EdgeFault.RouteNotFound => "接口不存在",
        EdgeFault.MethodNotAllowed => "不支持的请求方法",
        EdgeFault.BadRequest => "请求无效",
        EdgeFault.AddressNotAllowed => "此地址不允许访问",
        EdgeFault.Internal => "服务器内部错误",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a text."),
    };
}
