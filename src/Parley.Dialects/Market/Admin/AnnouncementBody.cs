using System.Text.Json;
using Parley.Dialects.Json;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>POST /api/admin/announcements</c>.</summary>
internal sealed class AnnouncementBody
{
    public string? Title { get; init; }

    public string? Content { get; init; }

    /// <summary><c>all</c> or a role.</summary>
    public string? Audience { get; init; }

    /// <summary>An operator's choice; absent: everybody's people.</summary>
    public WireId TenantId { get; init; }

    /// <summary>ISO 8601, or Unix ms.</summary>
    public JsonElement At { get; init; }
}
