namespace Parley.SocketIO.Timing;

/// <summary>
/// Something that is to happen later: a node of a <see cref="TimerWheel"/>, to be derived from by whatever waits, so that waiting costs no
/// object of its own. Its links belong to the wheel and lie behind the wheel's lock.
/// </summary>
internal abstract class WheelTimer
{
    internal WheelTimer? Next;
    internal WheelTimer? Previous;
    internal long Due; // a tick number
    internal short List = TimerWheel.NoList;

    /// <summary>
    /// Whether it waits, or is about to be called. False within <see cref="OnElapsed"/>, unless somebody has scheduled it again meanwhile:
    /// then the call is out of date.
    /// </summary>
    public bool IsScheduled => Volatile.Read(ref List) != TimerWheel.NoList;

    /// <summary>The time is over. Called on a pool thread, outside of the wheel's lock, one timer of the wheel after the other: never wait here.</summary>
    protected internal abstract void OnElapsed();
}
