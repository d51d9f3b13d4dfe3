using System.Collections.Frozen;

namespace Parley.SocketIO.Packets;

/// <summary>Names that mean something to one side's library, and so are no event of an application.</summary>
internal static class ReservedEvents
{
    /// <summary>All of them. Source: the reference implementation.</summary>
    public static readonly FrozenSet<string> Names =
        FrozenSet.Create(StringComparer.Ordinal, "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /// <summary>Refuses a reserved name.</summary>
    /// <exception cref="ArgumentException">It is reserved.</exception>
    public static void Refuse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Names.Contains(name))
            throw new ArgumentException($"\"{name}\" is a reserved event name.", nameof(name));
    }
}
