using Microsoft.Extensions.FileProviders;
using Parley.SocketIO;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSocketIO();
var app = builder.Build();

var io = app.MapSocketIO().Server;
io.OnConnection(socket =>
{
    socket.On("message", (string text, Ack ack) =>
    {
        socket.Broadcast.Emit("message", text); // to everybody else
        ack.Send($"{socket.Id} said: {text}"); // to who sent it
    });
});

// The page, and the official client for it as npm installed it.
var client = Path.Combine(app.Environment.ContentRootPath, "node_modules", "socket.io-client", "dist");
app.UseDefaultFiles();
app.UseStaticFiles();
if (Directory.Exists(client))
    app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(client), RequestPath = "/client" });

await app.RunAsync();
