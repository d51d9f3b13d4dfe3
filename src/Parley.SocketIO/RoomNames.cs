using System.Runtime.CompilerServices;

namespace Parley.SocketIO;

/// <summary>Names of rooms, often taken from what a client sent, where anything may be missing.</summary>
internal static class RoomNames
{
    /// <summary>Refuses a list without names, or with one that is missing.</summary>
    /// <exception cref="ArgumentException">So it is.</exception>
    public static void Check(IReadOnlyCollection<string> rooms, [CallerArgumentExpression(nameof(rooms))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(rooms, parameter);
        foreach (var room in rooms)
        {
            if (room is null)
                throw new ArgumentException("A room's name is missing.", parameter);
        }
    }
}
