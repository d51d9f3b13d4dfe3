namespace Parley.SocketIO.Packets;

// One for each number of arguments.

/// <summary>A handler that is done when it returns.</summary>
internal sealed class ActionListener(byte[] name, Action handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler();
        return Task.CompletedTask;
    }
}

/// <summary>A handler that is done when it returns.</summary>
internal sealed class ActionListener<T>(byte[] name, Action<T> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T>());
        return Task.CompletedTask;
    }
}

/// <summary>A handler that is done when it returns.</summary>
internal sealed class ActionListener<T1, T2>(byte[] name, Action<T1, T2> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T1>(), call.Next<T2>());
        return Task.CompletedTask;
    }
}

/// <summary>A handler that is done when it returns.</summary>
internal sealed class ActionListener<T1, T2, T3>(byte[] name, Action<T1, T2, T3> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>());
        return Task.CompletedTask;
    }
}

/// <summary>A handler that is done when it returns.</summary>
internal sealed class ActionListener<T1, T2, T3, T4>(byte[] name, Action<T1, T2, T3, T4> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>());
        return Task.CompletedTask;
    }
}
