namespace Parley.Host.Demo;

/// <summary>One kind of service that providers of a category offer.</summary>
/// <param name="Chinese">Its name.</param>
/// <param name="English">The same, by providers who write English.</param>
/// <param name="Price">About what it costs, in yuan.</param>
/// <param name="Tags">In Chinese, then in English.</param>
internal sealed record DemoKind(string Chinese, string English, decimal Price, (string Chinese, string English) Tags);
