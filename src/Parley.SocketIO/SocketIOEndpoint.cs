using Microsoft.AspNetCore.Builder;

namespace Parley.SocketIO;

/// <summary>What <see cref="SocketIOEndpointRouteBuilderExtensions.MapSocketIO"/> mapped.</summary>
public sealed class SocketIOEndpoint : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _conventions;

    internal SocketIOEndpoint(IEndpointConventionBuilder conventions, SocketServer server)
    {
        _conventions = conventions;
        Server = server;
    }

    /// <summary>The server behind it.</summary>
    public SocketServer Server { get; }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _conventions.Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _conventions.Finally(finallyConvention);
}
