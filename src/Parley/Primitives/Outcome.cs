using System.Diagnostics.CodeAnalysis;

namespace Parley.Primitives;

/// <summary>A value, or the reason why there is none. Faults (I/O, broken invariants) throw instead.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Outcome<T>
{
    private Outcome(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The value; default when refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    /// <summary>Success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refusal without detail.</summary>
    public static implicit operator Outcome<T>(ChatError error) => new(default, new Refusal(error));

    /// <summary>Refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
