using Parley.Accounts;
using Parley.Delivery;

namespace Parley.Emergency;

/// <summary>Somebody called for help: told to those who look after the tenant, wherever they are connected.</summary>
/// <param name="Call">The call as it was kept.</param>
/// <param name="Caller">Who.</param>
public sealed record HelpCalled(EmergencyCall Call, Account Caller) : OutboundEvent;
