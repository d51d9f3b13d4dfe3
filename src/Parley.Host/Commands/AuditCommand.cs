using System.CommandLine;
using Parley.Audit;

namespace Parley.Host.Commands;

/// <summary><c>parley audit verify</c>: whether the audit trail is as it was written. Also while a server runs.</summary>
internal static class AuditCommand
{
    private static readonly Option<string?> Noted = new("--noted")
    {
        Description = "NUMBER:HASH as an earlier run or the log told it: the trail must still go through that line.",
    };

    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var verify = new Command("verify", "Check the chain of the audit trail; names the first line that is not in order, and then ends with 1.") { Noted };
        verify.SetAction(async (parsed, cancel) =>
        {
            var text = parsed.GetValue(Noted);
            var noted = text is null ? null : AuditPoint.Parse(text) ?? throw new RefusedException("--noted must be NUMBER:HASH, the hash 64 hexadecimal digits.");
            var (_, host) = CommandLine.Configure(parsed, inline);
            await using var installation = await Installation.OpenAsync(host, shared: true, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
            var verdict = await new AuditVerifier(installation.Stores.Audit, installation.AuditChain).VerifyAsync(noted, cancel);
            if (verdict.Fault != AuditFault.None)
                throw new RefusedException($"The audit trail is broken after {verdict.Checked} lines in order: {Describe(verdict)}");
            Console.WriteLine($"The audit trail is in order: {verdict.Checked} lines.");
            if (verdict.Head.Seq > 0)
                Console.WriteLine($"It stands at {AuditPoint.Of(verdict.Head)}");
            return 0;
        });
        return new Command("audit", "The audit trail.") { verify };
    }

    private static string Describe(AuditVerdict verdict) => verdict.Fault switch
    {
        AuditFault.Altered => $"line {verdict.Seq} (id {verdict.EntryId}) is not as it was written.",
        AuditFault.Missing => $"line {verdict.Seq} is missing.",
        AuditFault.CutOff => $"line {verdict.Seq} is missing, and all after it up to {verdict.Head.Seq}.",
        AuditFault.Outside => $"the line with id {verdict.EntryId} is not part of the chain.",
        AuditFault.HeadAltered => "its head is not as it was left.",
        AuditFault.NotedPointGone => $"it does not go through the line {verdict.Seq} that was noted.",
        _ => throw new InvalidOperationException($"No words for {verdict.Fault}."),
    };
}
