using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Bans;
using Parley.Delivery;
using Parley.Dialects.Identity;
using Parley.Messages;
using Parley.Tenants;
using Parley.WebSockets;

namespace Parley.Dialects.Social;

/// <summary>What every Social connection needs: one object, so that a connection holds one reference.</summary>
internal sealed record SocialSurface(
    SocialOptions Options,
    SocialDialect Dialect,
    SocialEvents Events,
    AccountDirectory Accounts,
    TenantDirectory Tenants,
    AccessTokens Tokens,
    ConnectionHandoff Handoff,
    DeviceBans Devices,
    Receipts Receipts,
    InboundBudget Inbound,
    TimeProvider Clock,
    ILogger<SocialSurface> Log);
