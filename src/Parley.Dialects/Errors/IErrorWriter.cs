using Microsoft.AspNetCore.Http;
using Parley.Primitives;

namespace Parley.Dialects.Errors;

/// <summary>How one surface tells an error over HTTP. One instance each.</summary>
public interface IErrorWriter
{
    /// <summary>Whether a path is of this surface, be there a route or not.</summary>
    bool Speaks(PathString path);

    /// <summary>The surface's HTTP status of a refusal, in one exhaustive switch.</summary>
    int StatusOf(ChatError error);

    /// <summary>Writes the body; status and headers are set.</summary>
    Task WriteAsync(HttpContext context, WireError error);
}
