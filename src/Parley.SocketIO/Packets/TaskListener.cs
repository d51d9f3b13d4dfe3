namespace Parley.SocketIO.Packets;

// One for each number of arguments.

/// <summary>A handler that may take its time.</summary>
internal sealed class TaskListener(byte[] name, Func<Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler();
}

/// <summary>A handler that may take its time.</summary>
internal sealed class TaskListener<T>(byte[] name, Func<T, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T>());
}

/// <summary>A handler that may take its time.</summary>
internal sealed class TaskListener<T1, T2>(byte[] name, Func<T1, T2, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T1>(), call.Next<T2>());
}

/// <summary>A handler that may take its time.</summary>
internal sealed class TaskListener<T1, T2, T3>(byte[] name, Func<T1, T2, T3, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>());
}

/// <summary>A handler that may take its time.</summary>
internal sealed class TaskListener<T1, T2, T3, T4>(byte[] name, Func<T1, T2, T3, T4, Task> handler) : EventListener(name)
{
    public override Task Invoke(ref Invocation call) => handler(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>());
}
