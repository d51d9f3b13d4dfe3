using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.SocketIO.Engine;

/// <summary>Reads a POST's body, bounded in size and time; memory is taken only as bytes arrive.</summary>
internal static class PostBody
{
    private const int LargeFrom = 64 * 1024;
    private const int Least = 4096;

    /// <summary>Reads the body.</summary>
    /// <param name="http">The POST.</param>
    /// <param name="body">Where it goes.</param>
    /// <param name="server">Its bounds.</param>
    /// <param name="ended">Cancelled when its session ends.</param>
    /// <returns>200; or the status to refuse it with: 413 too long, 408 too slow or gone, 503 too many large ones at once.</returns>
    public static async ValueTask<int> ReadAsync(HttpContext http, PooledBody body, EngineServer server, CancellationToken ended)
    {
        var max = server.Options.MaxPayload;
        if (http.Request.ContentLength > max)
            return StatusCodes.Status413PayloadTooLarge;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null; // ours is held here
        using var patience = new CancellationTokenSource(server.PostTimeout, server.Timers.Clock);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted, ended);
        var taken = 0L;
        try
        {
            while (true)
            {
                var free = body.GetMemory(Least);
                var due = body.Capacity > LargeFrom ? body.Capacity : 0L;
                if (!server.Budget.TryTake(due - taken))
                    return StatusCodes.Status503ServiceUnavailable;
                taken = due;
                var received = await http.Request.Body.ReadAsync(free, cancel.Token);
                if (received == 0)
                    return StatusCodes.Status200OK;
                body.Advance(received);
                if (body.Written.Length > max)
                    return StatusCodes.Status413PayloadTooLarge;
            }
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return StatusCodes.Status408RequestTimeout;
        }
        finally
        {
            server.Budget.TryTake(-taken);
        }
    }
}
