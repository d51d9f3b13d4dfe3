using System.Runtime.InteropServices;
using Parley.Messages;

namespace Parley.Storage.Messages;

/// <summary>A write in the queue or in the writer's hands, with what befell it so far.</summary>
/// <param name="Write">The write.</param>
/// <param name="EnqueuedAt">The clock's timestamp: a write that can't be done within ten seconds of it is answered.</param>
/// <param name="Passes">How many batches left it out because another node held its conversation.</param>
/// <param name="IsUncertain">A commit with it may have happened: its id must be looked for before it is written again.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueuedWrite(PendingWrite Write, long EnqueuedAt, int Passes = 0, bool IsUncertain = false);
