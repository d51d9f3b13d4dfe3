namespace Parley.SocketIO.Engine;

/// <summary>
/// While all that came in one read is being handled, what is sent meanwhile is only queued; at the end each session written to is flushed
/// once, so that eight messages that arrived together leave together. Belongs to one thread: nothing here is shared.
/// </summary>
internal static class FlushScope
{
    private const int KeptSessions = 4096;

    [ThreadStatic]
    private static List<EngineSession>? _sessions;

    [ThreadStatic]
    private static bool _isOpen;

    /// <summary>From now on, on this thread, sessions are flushed at <see cref="End"/>. Repeating it changes nothing.</summary>
    public static void Begin() => _isOpen = true;

    /// <summary>True when the session will be flushed at the scope's end; false when there is no scope here.</summary>
    public static bool TryDefer(EngineSession session)
    {
        if (!_isOpen)
            return false;
        var sessions = _sessions ??= [];
        if (sessions.Count == 0 || sessions[^1] != session)
            sessions.Add(session);
        return true;
    }

    /// <summary>Flushes what was put off on this thread. Without a scope it does nothing.</summary>
    public static void End()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        if (_sessions is not { Count: > 0 } sessions)
            return;
        _sessions = null; // a flush may run others' code on this thread, with a scope of its own
        foreach (var session in sessions)
            session.FlushNow();
        sessions.Clear();
        if (sessions.Capacity <= KeptSessions)
            _sessions = sessions;
    }
}
