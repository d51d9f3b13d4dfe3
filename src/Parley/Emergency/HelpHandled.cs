using Parley.Accounts;
using Parley.Delivery;

namespace Parley.Emergency;

/// <summary>Somebody took a call for help, or closed it: told to those who were told of the call.</summary>
/// <param name="Call">The call as it is now.</param>
/// <param name="By">Who.</param>
public sealed record HelpHandled(EmergencyCall Call, Account By) : OutboundEvent;
