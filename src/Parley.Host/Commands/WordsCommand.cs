using System.CommandLine;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Moderation;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Host.Commands;

/// <summary><c>parley words</c>: the list of sensitive words. Also while a server runs, which goes by a change within a second.</summary>
internal static class WordsCommand
{
    private static readonly Argument<string[]> Words = new("words") { Description = "The words.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> TenantLabel = new("--tenant") { Description = "The subdomain of the tenant whose list it is (default: the list of all tenants)." };
    private static readonly Option<string?> File = new("--file") { Description = "A file with a word a line." };

    private static readonly Option<WordAction> Action = new("--action")
    {
        Description = "reject, mask or flag (default: reject).",
        DefaultValueFactory = _ => WordAction.Reject,
    };

    public static Command Create(IReadOnlyDictionary<string, string?> inline)
    {
        var add = new Command("add", "Add words, or change what becomes of those on the list.") { Words, Action, File, TenantLabel };
        add.SetAction((parsed, cancel) => RunAsync(parsed, inline, AddAsync, cancel));
        var remove = new Command("remove", "Take words off the list.") { Words, File, TenantLabel };
        remove.SetAction((parsed, cancel) => RunAsync(parsed, inline, RemoveAsync, cancel));
        var list = new Command("list", "Show the list.") { TenantLabel };
        list.SetAction((parsed, cancel) => RunAsync(parsed, inline, ListAsync, cancel));
        return new Command("words", "Sensitive words.") { add, remove, list };
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, IReadOnlyDictionary<string, string?> inline, Func<ParseResult, SensitiveWords, TenantId, CancellationToken, Task> run, CancellationToken cancel)
    {
        var (_, host) = CommandLine.Configure(parsed, inline);
        await using var installation = await Installation.OpenAsync(host, shared: true, TimeProvider.System, Ops.Logs.CreateQuiet(), cancel);
        var tenant = default(TenantId);
        if (parsed.GetValue(TenantLabel) is { } label)
            tenant = (await installation.Tenants.FindBySubdomainAsync(label, cancel))?.Id ?? throw new RefusedException($"There is no tenant \"{label}\".");
        var words = new SensitiveWords(installation.Stores.Words, installation.Clock);
        if (parsed.CommandResult.Command.Name == "list")
        {
            await run(parsed, words, tenant, cancel);
            return 0;
        }

        await AuditedCommand.RunAsync(
            installation,
            $"parley words {parsed.CommandResult.Command.Name}",
            async () =>
            {
                await run(parsed, words, tenant, cancel);
                installation.Audit.Record(AuditAction.WordsChanged, tenant.IsNone ? Tenant.DefaultId : tenant, default, target: null, "command line");
            },
            cancel);
        return 0;
    }

    private static async Task AddAsync(ParseResult parsed, SensitiveWords list, TenantId tenant, CancellationToken cancel)
    {
        var set = await list.SetAsync(tenant, await GivenAsync(parsed, cancel), parsed.GetValue(Action), cancel);
        Console.WriteLine(set.IsOk ? $"{set.Value} words are on the list." : throw new RefusedException(ErrorTexts.Of(set.Refusal, Language.English)));
    }

    private static async Task RemoveAsync(ParseResult parsed, SensitiveWords list, TenantId tenant, CancellationToken cancel)
    {
        foreach (var word in await GivenAsync(parsed, cancel))
            Console.WriteLine((await list.RemoveAsync(tenant, word, cancel)).IsOk ? $"{word} is off the list." : $"{word} was not on the list.");
    }

    private static async Task ListAsync(ParseResult parsed, SensitiveWords list, TenantId tenant, CancellationToken cancel)
    {
        foreach (var word in await list.ListAsync(tenant, cancel))
            Console.WriteLine($"{word.Action}\t{word.Text}");
    }

    private static async Task<string[]> GivenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var words = parsed.GetValue(Words) ?? [];
        try
        {
            if (parsed.GetValue(File) is { } file)
                words = [.. words, .. (await System.IO.File.ReadAllLinesAsync(file, cancel)).Where(line => !string.IsNullOrWhiteSpace(line))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(fault.Message);
        }

        return words.Length > 0 ? words : throw new RefusedException("No words were given.");
    }
}
