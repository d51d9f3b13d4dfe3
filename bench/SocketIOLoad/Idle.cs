namespace Parley.SocketIOLoad;

/// <summary>Clients connect, and then do what keeps them connected and no more.</summary>
internal sealed class Idle(Options options) : Scenario
{
    public override bool Ready => Tally.ConnectedCount == options.Connections;
}
