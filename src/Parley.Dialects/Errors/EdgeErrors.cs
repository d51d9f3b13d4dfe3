using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>The outermost handler: whatever a route throws becomes the surface's own answer, and what a client got wrong leaves no stack trace.</summary>
public static partial class EdgeErrors
{
    /// <summary>Catches what routes throw, and gives a body to bare 404, 405 and 415.</summary>
    public static IApplicationBuilder UseEdgeErrors(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var writers = context.RequestServices.GetRequiredService<ErrorWriters>();
        try
        {
            await next(context);
            if (FaultOf(context) is { } fault)
                await writers.FaultAsync(context, fault);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody to answer.
        }
        catch (BadHttpRequestException bad)
        {
            await writers.FaultAsync(context, FaultOf(bad));
        }
        catch (JsonException)
        {
            await writers.FaultAsync(context, EdgeFault.MalformedJson);
        }
        catch (IdsExhaustedException none)
        {
            LogNoIds(LogOf(context), none.Message);
            await writers.RefuseAsync(context, new Refusal(ChatError.Busy, RetryAfter: TimeSpan.FromSeconds(5)));
        }
        catch (Exception fault)
        {
            LogFault(LogOf(context), fault, context.Request.Method, context.Request.Path);
            await writers.FaultAsync(context, EdgeFault.Internal);
        }
    });

    private static EdgeFault? FaultOf(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.ContentLength is > 0 || response.ContentType is not null)
            return null;
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => EdgeFault.RouteNotFound,
            StatusCodes.Status405MethodNotAllowed => EdgeFault.MethodNotAllowed,
            StatusCodes.Status415UnsupportedMediaType => EdgeFault.UnsupportedMediaType,
            _ => null,
        };
    }

    private static EdgeFault FaultOf(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => EdgeFault.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => EdgeFault.UnsupportedMediaType,
        _ => bad.InnerException is JsonException ? EdgeFault.MalformedJson : EdgeFault.BadRequest,
    };

    private static ILogger LogOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Parley.Dialects.Errors");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFault(ILogger log, Exception fault, string method, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request was refused for want of an id: {Reason}")]
    private static partial void LogNoIds(ILogger log, string reason);
}
