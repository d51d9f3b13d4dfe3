using Microsoft.AspNetCore.Http;
using Parley.Marketplace.Payments;

namespace Parley.Dialects.Market.Payments;

/// <summary>Links to pages of this server, as whoever asked can follow them.</summary>
internal static class PaymentLinks
{
    /// <summary>A whole link; one of a gateway's stays as it is. Without a configured address, the one that the request came to.</summary>
    public static string? Whole(HttpContext context, string? url, PaymentOptions options)
    {
        if (url is null || !url.StartsWith('/'))
            return url;
        return (options.PublicUrl.Length > 0 ? options.PublicUrl : $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}") + url;
    }
}
