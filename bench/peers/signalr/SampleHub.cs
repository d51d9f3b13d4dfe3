using Microsoft.AspNetCore.SignalR;

namespace Parley.Peers.SignalR;

/// <summary>The sample as a hub: a group for a room, the completion of the invocation for the ack.</summary>
internal sealed class SampleHub : Hub
{
    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public async Task<int> Relay(RelayMessage message)
    {
        await Clients.Group(message.To).SendAsync("message", message);
        return message.N;
    }

    public Task Broadcast(RelayMessage message) => Clients.All.SendAsync("message", message);
}
