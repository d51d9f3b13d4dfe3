using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>Tells an error in the form of the surface that was asked, for whoever finds it: a route, the sign-in, the rate limit, the last handler.</summary>
/// <param name="writers">The surfaces; the first that speaks the path, else the last.</param>
public sealed class ErrorWriters(IReadOnlyList<IErrorWriter> writers)
{
    /// <summary>Answers with a refusal of the core's.</summary>
    public Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        var writer = Find(context.Request.Path);
        return WriteAsync(context, writer, WireError.Of(refusal, writer.StatusOf(refusal.Error), LanguageOf(context)));
    }

    /// <summary>Answers with a fault at the edge.</summary>
    /// <param name="field">The field at fault, where one is.</param>
    public Task FaultAsync(HttpContext context, EdgeFault fault, string? field = null) =>
        WriteAsync(context, Find(context.Request.Path), WireError.Of(fault, LanguageOf(context), field));

    /// <summary>The language that the request asks for.</summary>
    public static Language LanguageOf(HttpContext context) => Languages.Choose(context.Request.Headers.AcceptLanguage);

    private static async Task WriteAsync(HttpContext context, IErrorWriter writer, WireError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort(); // Half an answer must not look like a whole one.
            return;
        }

        context.Response.StatusCode = error.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = ErrorTexts.SecondsOf(wait).ToString(CultureInfo.InvariantCulture);
        await writer.WriteAsync(context, error);
    }

    private IErrorWriter Find(PathString path)
    {
        foreach (var writer in writers)
        {
            if (writer.Speaks(path))
                return writer;
        }

        return writers[^1];
    }
}
