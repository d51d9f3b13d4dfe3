using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Parley.Dialects.Errors;

namespace Parley.Host.Ops;

/// <summary>One line an event: <c>time level category [request id] message | exception</c>. Line breaks inside become bars, so that a client can forge no line; no line has a token or
/// an address's query.</summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private const int FailedToStart = 11; // Microsoft.Extensions.Hosting's LoggerEventIds.HostedServiceStartupFaulted

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // A port in use is told by the command line in a line of its own; the same with a stack trace helps nobody.
        if (logEntry.EventId.Id == FailedToStart && logEntry.Category == "Microsoft.Extensions.Hosting.Internal.Host")
            return;
        textWriter.Write(clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        textWriter.Write(LevelOf(logEntry.LogLevel));
        textWriter.Write(logEntry.Category);
        string? request = null;
        scopeProvider?.ForEachScope((scope, _) => request = (scope as RequestScope)?.Id ?? request, 0);
        if (request is not null)
        {
            textWriter.Write(" [");
            textWriter.Write(request);
            textWriter.Write(']');
        }

        textWriter.Write(' ');
        textWriter.Write(OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (logEntry.Exception is { } fault)
        {
            textWriter.Write(" | ");
            textWriter.Write(OneLine(fault.ToString()));
        }

        textWriter.WriteLine();
    }

    private static string OneLine(string text) => Redaction.Redact(text.ReplaceLineEndings(" | "));

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => " trace ",
        LogLevel.Debug => " debug ",
        LogLevel.Information => " info ",
        LogLevel.Warning => " warn ",
        LogLevel.Error => " error ",
        LogLevel.Critical => " fatal ",
        _ => " none ",
    };
}
