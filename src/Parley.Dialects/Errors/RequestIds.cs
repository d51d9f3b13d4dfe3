using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Dialects.Errors;

/// <summary>Gives every request an id, told in <c>X-Request-Id</c> and on every log line, so that a person's report finds its lines.</summary>
public static class RequestIds
{
    private const string Header = "X-Request-Id";
    private const int Longest = 64;

    /// <summary>Adds the id: the caller's own where it sent a plain one, else a new one. Comes first.</summary>
    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Parley.Http");
        return app.Use(async (context, next) =>
        {
            var id = Choose(context.Request.Headers[Header]);
            context.TraceIdentifier = id;
            context.Response.Headers[Header] = id;
            using (log.BeginScope(new RequestScope(id)))
                await next(context);
        });
    }

    private static string Choose(string? sent) =>
        sent is { Length: > 0 and <= Longest } && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? sent
            : Guid.CreateVersion7().ToString("N");
}

/// <summary>A request's id as a scope of the log.</summary>
/// <param name="Id">The id.</param>
public sealed record RequestScope(string Id)
{
    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
