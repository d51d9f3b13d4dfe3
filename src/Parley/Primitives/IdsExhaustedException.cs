namespace Parley.Primitives;

/// <summary>This process may not make ids at the moment: its node lease is lost or not renewed in time.</summary>
public sealed class IdsExhaustedException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public IdsExhaustedException()
    {
    }

    /// <summary>Creates it.</summary>
    public IdsExhaustedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a cause.</summary>
    public IdsExhaustedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
