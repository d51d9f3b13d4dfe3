namespace Parley.Dialects.OpenApi;

/// <summary>What a route takes or answers beside JSON.</summary>
public enum RouteForm
{
    /// <summary>JSON both ways.</summary>
    Json,

    /// <summary>Takes a file as <c>multipart/form-data</c>.</summary>
    Upload,

    /// <summary>Answers a file's bytes.</summary>
    Download,

    /// <summary>Answers a page or plain text.</summary>
    Text,

    /// <summary>Takes a body that another party defines, such as a payment gateway.</summary>
    Foreign,

    /// <summary>Becomes a connection.</summary>
    Connection,
}
