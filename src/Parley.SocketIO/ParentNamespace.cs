using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Parley.SocketIO;

/// <summary>Namespaces that come into being when a client asks for one whose name is allowed: a pattern, or a question asked each time.</summary>
public sealed class ParentNamespace
{
    private readonly Func<string, Handshake, ValueTask<bool>> _allows;
    private readonly Lock _gate = new();
    private readonly Regex? _pattern;
    private ImmutableHashSet<Namespace> _children = []; // written under _gate

    internal ParentNamespace(Func<string, Handshake, ValueTask<bool>> allows) => _allows = allows;

    internal ParentNamespace(Regex pattern)
    {
        _pattern = pattern;
        _allows = (name, _) => new ValueTask<bool>(pattern.IsMatch(name));
    }

    /// <summary>Those that there are now.</summary>
    public IReadOnlyCollection<Namespace> Children => _children;

    /// <summary>What holds for each of them.</summary>
    internal Entrance Entrance { get; } = new();

    /// <summary>As in <see cref="Namespace.OnConnection(Action{Socket})"/>, for the namespaces that come into being from now on.</summary>
    public void OnConnection(Action<Socket> handler) => Entrance.OnConnection(handler);

    /// <inheritdoc cref="OnConnection(Action{Socket})"/>
    public void OnConnection(Func<Socket, Task> handler) => Entrance.OnConnection(handler);

    /// <summary>As in <see cref="Namespace.Use"/>, for the namespaces that come into being from now on.</summary>
    public void Use(Func<Socket, ValueTask<ConnectError?>> middleware) => Entrance.Use(middleware);

    /// <summary>Sends an event to everybody in all of them.</summary>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    public void Emit(string name, params object?[] arguments)
    {
        foreach (var child in _children)
            child.Emit(name, arguments);
    }

    /// <summary>Whether a name that the application asks for is one of these; a question can't be asked without a client.</summary>
    internal bool Matches(string name) => _pattern?.IsMatch(name) == true;

    internal ValueTask<bool> AllowsAsync(string name, Handshake handshake) => _allows(name, handshake);

    internal void Add(Namespace child)
    {
        lock (_gate)
            _children = _children.Add(child);
    }

    internal void Remove(Namespace child)
    {
        lock (_gate)
            _children = _children.Remove(child);
    }
}
