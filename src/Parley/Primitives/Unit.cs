namespace Parley.Primitives;

/// <summary>The value of an <see cref="Outcome{T}"/> that has nothing to tell but success.</summary>
public readonly record struct Unit;
