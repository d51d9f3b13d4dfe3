using System.CommandLine;
using Parley.Audit;
using Parley.Host.Configuration;
using Parley.Secrets;
using Parley.Tenants;

namespace Parley.Host.Commands;

/// <summary><c>parley keys</c>: new keys while servers run, and the end of old ones.</summary>
internal static class KeysCommand
{
    private static readonly Option<KeyKind[]> Kinds = new("--kind")
    {
        Description = "signing (access tokens) or field (fields encrypted at rest); default: both.",
        DefaultValueFactory = _ => [KeyKind.Signing, KeyKind.Field],
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Leaked = new("--leaked") { Description = "The signing key is known to others: void every token that it signed at once." };

    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var rotate = new Command("rotate", "Make new keys; servers that run take them up by themselves, and what the old ones signed or encrypted stays good.") { Kinds, Leaked };
        rotate.SetAction(async (parsed, cancel) =>
        {
            var (_, host) = CommandLine.Configure(parsed, inline);
            await using var installation = await Installation.OpenAsync(host, shared: true, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
            await AuditedCommand.RunAsync(installation, "parley keys rotate", () => RotateAsync(parsed, host, installation, cancel), cancel);
            return 0;
        });
        return new Command("keys", "The keys of this installation.")
        {
            rotate,
            FieldKeysCommands.CreateReseal(inline),
            FieldKeysCommands.CreateStatus(inline),
            FieldKeysCommands.CreateRetire(inline),
        };
    }

    private static async Task RotateAsync(ParseResult parsed, HostSettings host, Installation installation, CancellationToken cancel)
    {
        foreach (var kind in parsed.GetValue(Kinds)!.Distinct())
        {
            var leaked = parsed.GetValue(Leaked) && kind == KeyKind.Signing;
            if (KeyRotation.Rotate(host.All, host.KeyFile, kind, leaked, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) is not { } id)
                throw new RefusedException($"The {NameOf(kind)} keys are configured and not in {host.KeyFile}: {StepsFor(kind)}");
            if (kind == KeyKind.Field) // once every server seals with it
                await FieldKeysCommands.BeginAsync(installation, TimeProvider.System.GetUtcNow().Add(2 * KeyRotation.Notice).ToUnixTimeMilliseconds(), cancel);
            installation.Audit.Record(AuditAction.KeyRotated, Tenant.DefaultId, default, id, leaked ? $"{NameOf(kind)}, older ones void" : NameOf(kind));
            Console.WriteLine(leaked
                ? $"The {NameOf(kind)} key {id} is in use within 5 seconds; tokens of older ones are void."
                : $"The {NameOf(kind)} key {id} is in use in {KeyRotation.Notice.TotalSeconds} seconds. Back {host.KeyFile} up.");
        }
    }

    private static string NameOf(KeyKind kind) => kind == KeyKind.Signing ? "signing" : "field";

    private static string StepsFor(KeyKind kind) => kind == KeyKind.Signing
        ? "add one as Auth:SigningKeys:ID on every node, restart them one by one, then set Auth:SigningKeyId to ID and restart them again."
        : "add one as Secrets:FieldKeys:ID with Secrets:FieldKeyId at the old on every node, restart them one by one, then set Secrets:FieldKeyId to ID, restart them again, and run `parley keys reseal`.";
}
