using Parley.Peers;
using Parley.SocketIO;

var builder = PeerHost.CreateBuilder(args);
builder.Services.AddSocketIO(options => options.Json.TypeInfoResolverChain.Insert(0, PeerJson.Default));
var app = builder.Build();
var io = app.MapSocketIO().Server;

io.OnConnection(socket =>
{
    socket.On("join", (string room, Ack ack) =>
    {
        socket.Join(room);
        ack.Send(room);
    });
    socket.On("relay", (RelayMessage message, Ack ack) =>
    {
        io.To(message.To).Emit("message", message);
        ack.Send(message.N);
    });
    socket.On("broadcast", (RelayMessage message) => io.Emit("message", message));
});
await app.RunPeerAsync();
