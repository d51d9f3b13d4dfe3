using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Audit;
using Parley.Configuration;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>The bans that nobody speaks: asks the rules at the time that it is now, and tells of what came of it.</summary>
public sealed partial class AutomaticBans(AccountDirectory accounts, AuditTrail audit, Current<ModerationOptions> options, TimeProvider clock, ILogger<AutomaticBans> log)
{
    /// <summary>What counts now.</summary>
    public CountingRule Rule => BanRules.CountingAt(clock.NowMs(), options.Value);

    /// <summary>Whether somebody is to be banned.</summary>
    public AutomaticBan? Judge(Suspect suspect) => BanRules.Judge(suspect, options.Value, clock.NowMs());

    /// <summary>The ban is stored: this node goes by it at once, the others within a second.</summary>
    public async Task TellAsync(TenantId tenant, UserId user, AutomaticBan ban, CancellationToken cancel)
    {
        LogBanned(user, ban.Until);
        audit.Record(AuditAction.Banned, tenant, default, user.Value, "automatic");
        await accounts.ReloadAsync(user, cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {User} is banned automatically until {Until} (Unix ms)")]
    private partial void LogBanned(UserId user, long until);
}
