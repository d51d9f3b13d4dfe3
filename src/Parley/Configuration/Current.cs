namespace Parley.Configuration;

/// <summary>A value that may be replaced as a whole while the server runs: whoever reads it sees the one or the other. Any thread may do either.</summary>
/// <typeparam name="T">Its type, which must not change in itself.</typeparam>
public sealed class Current<T>(T value)
    where T : class
{
    private volatile T _value = value;

    /// <summary>The value in force.</summary>
    public T Value
    {
        get => _value;
        set => _value = value;
    }

    /// <summary>A value that nobody replaces.</summary>
    public static implicit operator Current<T>(T value) => new(value);
}
