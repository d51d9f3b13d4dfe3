namespace Parley.Dialects.Errors;

/// <summary>What can be wrong with a request before the core hears of it. A closed list, told in every surface's own form.</summary>
public enum EdgeFault
{
    /// <summary>The body is not JSON, or not an object.</summary>
    MalformedJson,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>The body is above the bound.</summary>
    BodyTooLarge,

    /// <summary>The body is not of a type that the route takes.</summary>
    UnsupportedMediaType,

    /// <summary>Nothing is at this path.</summary>
    RouteNotFound,

    /// <summary>The path takes other methods.</summary>
    MethodNotAllowed,

    /// <summary>The request breaks HTTP's own rules.</summary>
    BadRequest,

    /// <summary>Calls to it are taken from listed addresses only, and this one is not among them.</summary>
    AddressNotAllowed,

    /// <summary>The server failed; the log has the reason under the request's id.</summary>
    Internal,
}

/// <summary>The HTTP status of each fault, the same on every surface.</summary>
public static class EdgeFaults
{
    /// <summary>The status.</summary>
    public static int StatusOf(this EdgeFault fault) => fault switch
    {
        EdgeFault.MalformedJson or EdgeFault.MissingField or EdgeFault.BadRequest => 400,
        EdgeFault.AddressNotAllowed => 403,
        EdgeFault.RouteNotFound => 404,
        EdgeFault.MethodNotAllowed => 405,
        EdgeFault.BodyTooLarge => 413,
        EdgeFault.UnsupportedMediaType => 415,
        EdgeFault.Internal => 500,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a status."),
    };
}
