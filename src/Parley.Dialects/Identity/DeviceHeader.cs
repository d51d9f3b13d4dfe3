using Microsoft.AspNetCore.Http;

namespace Parley.Dialects.Identity;

/// <summary>The device that a request comes from, as its client calls it: <c>X-Device-Id</c>. A socket names it as its surface has it.</summary>
public static class DeviceHeader
{
    /// <summary>The header.</summary>
    public const string Name = "X-Device-Id";

    /// <summary>The device; null where none is named.</summary>
    public static string? Of(HttpRequest request) => request.Headers.TryGetValue(Name, out var values) && values is [{ Length: > 0 } device] ? device : null;
}
