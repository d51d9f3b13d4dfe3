namespace Parley.SocketIO.Packets;

// One for each shape that a handler can have.

internal sealed class ActionListener(byte[] name, Action handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler();
        return Task.CompletedTask;
    }
}

internal sealed class TaskListener(byte[] name, Func<Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler();
}

internal sealed class ActionListener<T>(byte[] name, Action<T> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T>());
        return Task.CompletedTask;
    }
}

internal sealed class TaskListener<T>(byte[] name, Func<T, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T>());
}

internal sealed class ActionListener<T1, T2>(byte[] name, Action<T1, T2> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T1>(), call.Next<T2>());
        return Task.CompletedTask;
    }
}

internal sealed class TaskListener<T1, T2>(byte[] name, Func<T1, T2, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T1>(), call.Next<T2>());
}

internal sealed class ActionListener<T1, T2, T3>(byte[] name, Action<T1, T2, T3> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>());
        return Task.CompletedTask;
    }
}

internal sealed class TaskListener<T1, T2, T3>(byte[] name, Func<T1, T2, T3, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>());
}

internal sealed class ActionListener<T1, T2, T3, T4>(byte[] name, Action<T1, T2, T3, T4> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call)
    {
        handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>());
        return Task.CompletedTask;
    }
}

internal sealed class TaskListener<T1, T2, T3, T4>(byte[] name, Func<T1, T2, T3, T4, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>());
}
