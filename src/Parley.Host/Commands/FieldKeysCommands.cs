using System.CommandLine;
using Parley.Audit;
using Parley.Host.Configuration;
using Parley.Jobs;
using Parley.Secrets;
using Parley.Tenants;

namespace Parley.Host.Commands;

/// <summary><c>parley keys reseal | status | retire</c>: an old field key from its last use to its end.</summary>
internal static class FieldKeysCommands
{
    public static Command CreateReseal(IReadOnlyDictionary<string, string?> inline) => Make(
        "reseal", "Have the servers encrypt with the key in use what older keys encrypted, while they run.", inline, async (installation, _, cancel) =>
        {
            await BeginAsync(installation, runAt: null, cancel);
            Console.WriteLine("The servers are at it. See `parley keys status`.");
            return 0;
        });

    public static Command CreateStatus(IReadOnlyDictionary<string, string?> inline) => Make(
        "status", "Tell how many fields each key encrypts.", inline, async (installation, host, cancel) =>
        {
            var ring = KeyRingReader.Read(host.All, host.KeyFile, Now);
            var counts = await new Resealing(installation.Stores.SealedFields, installation.Cipher).CountAsync(cancel);
            foreach (var id in ring.Fields.Keys.Union(counts.Keys).Order())
            {
                var note = id == ring.CurrentFieldId ? "in use" : id > ring.CurrentFieldId ? "soon in use" : ring.Fields.ContainsKey(id) ? "old" : "not at hand";
                Console.WriteLine($"field key {id} ({note}): {counts.GetValueOrDefault(id)} fields");
            }

            return 0;
        });

    public static Command CreateRetire(IReadOnlyDictionary<string, string?> inline) => Make(
        "retire", "Take the old field keys away, once nothing is encrypted with them.", inline, async (installation, host, cancel) =>
        {
            var isConfigured = KeyRotation.IsConfigured(host.All, KeyKind.Field);
            if ((isConfigured ? installation.Cipher.CurrentKeyId : KeyRotation.SettledField(host.KeyFile, Now)) is not { } current)
                throw new RefusedException($"The field key was changed less than {KeyRotation.Notice.TotalSeconds} seconds ago: a server may still encrypt with the one before.");
            var left = (await new Resealing(installation.Stores.SealedFields, installation.Cipher).CountAsync(cancel)).Where(count => count.Key < current).ToList();
            if (left.Count > 0)
            {
                var sum = left.Sum(count => count.Value);
                throw new RefusedException($"{sum} fields are encrypted with older keys still ({string.Join(", ", left.Select(count => $"key {count.Key}: {count.Value}"))}): run `parley keys reseal` first.");
            }

            if (isConfigured)
            {
                Console.WriteLine($"Nothing is encrypted with a key before {current}: take the others under Secrets:FieldKeys from every node.");
                return 0;
            }

            await AuditedCommand.RunAsync(installation, "parley keys retire", () => RetireAsync(installation, host, current), cancel);
            Console.WriteLine($"The field keys before {current} are gone from {host.KeyFile}. Backups of the database from before need a copy of it that has them.");
            return 0;
        });

    /// <summary>Asks the servers to encrypt everything with the key in use then.</summary>
    public static Task BeginAsync(Installation installation, long? runAt, CancellationToken cancel) => installation.Stores.Jobs.EnqueueAsync(
        new NewJob { Kind = Resealing.Kind, UniqueKey = Resealing.UniqueKey, RunAt = runAt }, cancel);

    private static Task RetireAsync(Installation installation, HostSettings host, int current)
    {
        KeyRotation.RetireFields(host.KeyFile, current);
        installation.Audit.Record(AuditAction.KeyRotated, Tenant.DefaultId, default, current, "field, older ones retired");
        return Task.CompletedTask;
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static Command Make(
        string name, string description, IReadOnlyDictionary<string, string?> inline, Func<Installation, HostSettings, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction(async (parsed, cancel) =>
        {
            var (_, host) = CommandLine.Configure(parsed, inline);
            await using var installation = await Installation.OpenAsync(host, shared: true, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
            return await run(installation, host, cancel);
        });
        return command;
    }
}
