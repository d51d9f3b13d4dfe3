using Parley.Dialects.OpenApi;
using Parley.Tenants;

namespace Parley.Host.Ops;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can serve, and is not about to stop.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app, Installation installation)
    {
        app.MapGet("/health/live", () => Results.Text("live")).Describe("Whether the process runs.", form: RouteForm.Text);
        app.MapGet("/health/ready", async (HttpContext context, IHostApplicationLifetime lifetime) =>
        {
            var reason = lifetime.ApplicationStopping.IsCancellationRequested ? "stopping"
                : !installation.Ids.IsReady ? "no node lease"
                : !await AnswersAsync(installation, context.RequestAborted) ? "the database does not answer"
                : null;
            return reason is null ? Results.Text("ready") : Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
        }).Describe("Whether it can serve; 503 and the reason where it can't.", form: RouteForm.Text);
    }

    private static async Task<bool> AnswersAsync(Installation installation, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return await installation.Stores.Tenants.FindAsync(Tenant.DefaultId, patience.Token).WaitAsync(patience.Token) is not null;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return false; // Whatever it is, whoever asks can only wait; the features that meet it log it.
        }
    }
}
