using Microsoft.AspNetCore.Http.Connections;
using Parley.Peers;
using Parley.Peers.SignalR;

var builder = PeerHost.CreateBuilder(args);
builder.Services.AddSignalR()
    .AddJsonProtocol(json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, PeerJson.Default));
var app = builder.Build();
app.MapHub<SampleHub>("/hub", hub => hub.Transports = HttpTransportType.WebSockets);
await app.RunPeerAsync();
