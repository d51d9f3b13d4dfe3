using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Messages;

namespace Parley.Storage.Messages.PostgreSql;

internal sealed partial class PostgresAppend
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private enum Remedy
    {
        /// <summary>One row can't be stored: halve until it is found.</summary>
        Halve,

        /// <summary>Somebody else held a lock: try again.</summary>
        Again,

        /// <summary>The connection or the server is not well: a new connection, after a pause.</summary>
        Reconnect,
    }

    private async Task RecoverAsync(Exception? fault)
    {
        // What is still to be done, in order; the first is the one that failed.
        var parts = new Stack<List<QueuedWrite>>();
        parts.Push([.. _taken]);
        while (parts.TryPeek(out var part))
        {
            try
            {
                if (fault is null)
                {
                    await CommitAsync(part, isPatient: true);
                    parts.Pop();
                    continue;
                }

                if (await RemedyAsync(fault) is var remedy && remedy != Remedy.Halve)
                {
                    PutBack(parts, fault);
                    if (remedy == Remedy.Reconnect)
                        await PauseAsync();
                    return;
                }

                parts.Pop();
                Halve(part, parts, fault);
                fault = null;
            }
            catch (Exception next)
            {
                fault = next;
            }
        }
    }

    private async Task<Remedy> RemedyAsync(Exception fault)
    {
        var remedy = fault switch
        {
            PostgresException { SqlState: ['2', '2' or '3', ..] } => Remedy.Halve,
            PostgresException
            {
                SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable,
            } => Remedy.Again,
            ArgumentException or InvalidCastException => Remedy.Halve, // text that can't be encoded: found by the driver
            KeyNotFoundException => Remedy.Halve, // a row that the decision needs was not read
            _ => Remedy.Reconnect,
        };
        if (remedy == Remedy.Reconnect)
            LogReconnect(fault, _isWriting);
        else if (remedy == Remedy.Again)
            LogAgain(((PostgresException)fault).SqlState);
        if (remedy == Remedy.Reconnect || fault is not PostgresException)
            await DropSessionAsync();
        else
            await RollbackAsync();
        return remedy;
    }

    private void Halve(List<QueuedWrite> part, Stack<List<QueuedWrite>> parts, Exception fault)
    {
        if (part.Count == 1)
        {
            LogUnstorable(fault.GetType().Name, (fault as PostgresException)?.SqlState);
            Answers.Unstorable(part[0].Write);
            _settled.Add([part[0].Write]);
            return;
        }

        var half = part.Count / 2;
        parts.Push(part[half..]);
        parts.Push(part[..half]);
    }

    private void PutBack(Stack<List<QueuedWrite>> parts, Exception fault)
    {
        var isFirst = true;
        var all = new List<QueuedWrite>();
        foreach (var part in parts)
        {
            foreach (var write in part)
            {
                all.Add(write with
                {
                    Passes = fault is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } ? 0 : write.Passes,
                    IsUncertain = write.IsUncertain || (isFirst && _isWriting),
                });
            }

            isFirst = false;
        }

        GiveBack(all);
    }

    // Whoever has waited ten seconds is told to try again: with the same temp id nothing is sent twice.
    private void AnswerOverdue()
    {
        var overdue = new List<QueuedWrite>();
        _queue.TakeOverdue(_clock.GetTimestamp() - (long)(Patience.TotalSeconds * _clock.TimestampFrequency), overdue);
        if (overdue.Count == 0)
            return;
        LogOverdue(overdue.Count);
        var settled = new List<PendingWrite>(overdue.Count);
        foreach (var write in overdue)
        {
            Answers.TryLater(write.Write);
            settled.Add(write.Write);
        }

        _settled.Add(settled);
        if (overdue.Exists(write => write.IsUncertain))
            _settled.MayHaveMissed(); // what is stored after all is a repeat when it comes again, of which nobody would hear
    }

    private async Task PauseAsync()
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 20 << Math.Min(_failures++, 10)));
        await Task.Delay(pause, _clock);
    }

    private async Task RollbackAsync()
    {
        try
        {
            if (_session is not null)
                await _session.RollbackAsync();
        }
        catch (Exception fault)
        {
            LogReconnect(fault, isWriting: false);
            await DropSessionAsync();
        }
    }

    private async Task DropSessionAsync()
    {
        var session = _session;
        _session = null;
        try
        {
            if (session is not null)
                await session.DisposeAsync();
        }
        catch (Exception fault)
        {
            LogReconnect(fault, isWriting: false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The writer's connection failed (during its commit: {IsWriting}); connecting anew")]
    private partial void LogReconnect(Exception fault, bool isWriting);

    [LoggerMessage(Level = LogLevel.Information, Message = "A batch gives way ({SqlState}) and is tried again")]
    private partial void LogAgain(string sqlState);

    [LoggerMessage(Level = LogLevel.Error, Message = "A write could not be stored ({Fault} {SqlState}); nothing else was harmed")]
    private partial void LogUnstorable(string fault, string? sqlState);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} writes have waited ten seconds: their senders are told to try again")]
    private partial void LogOverdue(int count);
}
