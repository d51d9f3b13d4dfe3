using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Parley.Primitives;

namespace Parley.Accounts;

/// <summary>
/// Hashes and checks passwords on one thread of low priority with a short queue: a hash takes a fifth of a second of a core, and without
/// this a few sign-ins a second would own the machine. Owner of the hasher: that thread; everything else only queues.
/// </summary>
public sealed partial class Passwords : IDisposable
{
    /// <summary>How many may wait; the next one is refused with <see cref="ChatError.Busy"/>.</summary>
    public const int QueueLength = 32;

    /// <summary>bcrypt takes no more.</summary>
    public const int LongestBytes = 72;

    /// <summary>The least number of characters.</summary>
    public const int Shortest = 8;

    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(5); // A full queue is done by then, at the usual cost.

    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Thread _thread;
    private readonly int _cost;
    private readonly Bcrypt? _bcrypt = Bcrypt.IsAvailable ? new Bcrypt() : null;

    /// <summary>Starts the thread.</summary>
    public Passwords(SignInOptions options)
    {
        _cost = options.BcryptCost;
        _thread = new Thread(Work) { IsBackground = true, Name = "passwords", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Why this can't be a password, or null.</summary>
    /// <param name="field">What the caller calls it.</param>
    public static Refusal? Judge(string? password, string field = "password")
    {
        if (string.IsNullOrEmpty(password) || password.Length < Shortest)
            return new Refusal(ChatError.InvalidField, field, Limit: Shortest);
        return IsHashable(password) ? null : new Refusal(ChatError.InvalidField, field, Limit: LongestBytes);
    }

    /// <summary>A hash of a password that <see cref="Judge"/> let pass.</summary>
    /// <returns>The hash, or <see cref="ChatError.Busy"/>.</returns>
    public Task<Outcome<string>> HashAsync(string password, CancellationToken cancel) =>
        QueueAsync(() => Hash(password), cancel);

    /// <summary>Checks a password. Without a hash to check against it takes as long, so that nobody learns who has an account.</summary>
    /// <returns>The answer, or <see cref="ChatError.Busy"/>.</returns>
    public Task<Outcome<PasswordCheck>> VerifyAsync(string password, string? hash, CancellationToken cancel) =>
        QueueAsync(() => Check(password, hash), cancel);

    /// <summary>Ends the thread after what is queued.</summary>
    public void Dispose()
    {
        _jobs.Writer.TryComplete();
        _thread.Join();
    }

    private static bool IsHashable(string password) =>
        Encoding.UTF8.GetByteCount(password) <= LongestBytes && !password.Contains('\0') && IsWellFormed(password);

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false; // A lone surrogate: two different passwords would hash alike.
        }

        return true;
    }

    private string Hash(string password) => _bcrypt is not null ? _bcrypt.Hash(password, _cost) : Pbkdf2.Hash(password, _cost);

    private PasswordCheck Check(string password, string? hash)
    {
        if (hash is null || !IsHashable(password) || !CanVerify(hash))
        {
            Hash(IsHashable(password) ? password : string.Empty);
            return new PasswordCheck(false, null);
        }

        var correct = Pbkdf2.Recognises(hash) ? Pbkdf2.Verify(password, hash) : _bcrypt!.Verify(password, hash);
        return new PasswordCheck(correct, correct && !IsCurrent(hash) ? Hash(password) : null);
    }

    private bool CanVerify(string hash) => Pbkdf2.Recognises(hash) || (_bcrypt is not null && Bcrypt.Recognises(hash));

    private bool IsCurrent(string hash) => _bcrypt is null
        ? Pbkdf2.HasCost(hash, _cost)
        : Bcrypt.Recognises(hash) && Bcrypt.CostOf(hash) == _cost;

    private async Task<Outcome<T>> QueueAsync<T>(Func<T> work, CancellationToken cancel)
    {
        var job = new Job<T>(work, cancel);
        return _jobs.Writer.TryWrite(job) ? await job.Done : new Refusal(ChatError.Busy, RetryAfter: WhenBusy);
    }

    private void Work()
    {
        // .NET ignores Thread.Priority on Linux; there a thread has its own nice value (setpriority(2), notes).
        if (OperatingSystem.IsLinux())
            _ = SetPriority(0, 0, 10);
        while (_jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) // This thread is here to wait.
        {
            while (_jobs.Reader.TryRead(out var job))
                job.Run();
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int nice);

    private abstract class Job
    {
        public abstract void Run();
    }

    private sealed class Job<T>(Func<T> work, CancellationToken cancel) : Job
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Done => _done.Task;

        public override void Run()
        {
            if (cancel.IsCancellationRequested)
            {
                _done.TrySetCanceled(cancel); // Whoever asked is gone: save the work.
                return;
            }

            try
            {
                _done.TrySetResult(work());
            }
            catch (Exception fault)
            {
                _done.TrySetException(fault);
            }
        }
    }
}

/// <summary>What came of checking a password.</summary>
/// <param name="IsCorrect">Whether it is the right one.</param>
/// <param name="BetterHash">A hash at today's cost to replace one of another, or null.</param>
public readonly record struct PasswordCheck(bool IsCorrect, string? BetterHash);
