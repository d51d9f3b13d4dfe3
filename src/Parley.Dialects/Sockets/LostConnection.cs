using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Dialects.Sockets;

/// <summary>What is kept of a connection that was lost.</summary>
/// <param name="UserId">Whose it was.</param>
/// <param name="Device">Its device.</param>
/// <param name="Surface">What it spoke, which also says in which namespace.</param>
/// <param name="HasShown">Whether an event had shown that.</param>
/// <param name="Trail">Its last steps.</param>
/// <param name="Given">What it was given, by conversation.</param>
internal sealed record LostConnection(
    UserId UserId, string Device, SocketDialect Surface, bool HasShown, Trail Trail, Dictionary<ConversationId, GivenUpTo> Given);
