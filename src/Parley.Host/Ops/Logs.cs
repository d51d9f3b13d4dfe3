using Microsoft.Extensions.Logging.Console;

namespace Parley.Host.Ops;

/// <summary>Where log lines go.</summary>
internal static class Logs
{
    /// <summary>To the console, a line each.</summary>
    public static ILoggingBuilder AddLines(this ILoggingBuilder logging)
    {
        logging.Services.AddSingleton(TimeProvider.System);
        logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName);
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>(options => options.IncludeScopes = true);
        return logging;
    }

    /// <summary>For commands that print their own answer: warnings and worse only, on standard error.</summary>
    public static ILoggerFactory CreateQuiet() => LoggerFactory.Create(logging =>
    {
        logging.AddLines().SetMinimumLevel(LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
