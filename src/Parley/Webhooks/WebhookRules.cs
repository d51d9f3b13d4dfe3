using System.Net;
using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Webhooks;

/// <summary>What a webhook may be.</summary>
internal static class WebhookRules
{
    private const int LongestUrl = 2000;

    /// <summary>What is wrong with a change, if anything. A name's addresses are looked at when it is called; one written as a number, here.</summary>
    public static Refusal? Judge(WebhookPatch patch, bool allowPrivate)
    {
        if (patch.Name is not null && !FieldRules.IsDisplayName(patch.Name))
            return FieldRules.Invalid("name");
        if (patch.Url is not null && !IsUrl(patch.Url, allowPrivate))
            return FieldRules.Invalid("url");
        return patch.Events is WebhookEvents.None ? FieldRules.Invalid("events") : null;
    }

    private static bool IsUrl(string text, bool allowPrivate)
    {
        if (text.Length > LongestUrl || text.Any(char.IsControl) || !FieldRules.IsKeepable(text) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            return false;
        if ((url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.UserInfo.Length > 0 || url.Host.Length == 0)
            return false;
        if (allowPrivate)
            return true;
        if (IPAddress.TryParse(url.DnsSafeHost, out var address))
            return PublicAddresses.Contain(address);
        var host = url.IdnHost.TrimEnd('.');
        return host != "localhost" && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
