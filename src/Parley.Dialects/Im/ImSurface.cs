using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Announcements;
using Parley.Delivery;
using Parley.Messages;
using Parley.WebSockets;

namespace Parley.Dialects.Im;

/// <summary>What every Im connection needs: one object, so that a connection holds one reference.</summary>
internal sealed record ImSurface(
    ImOptions Options,
    ImDialect Dialect,
    ImEvents Events,
    AccountDirectory Accounts,
    ConnectionHandoff Handoff,
    AnnouncementBoard Board,
    Receipts Receipts,
    InboundBudget Inbound,
    TimeProvider Clock,
    ILogger<ImSurface> Log);
