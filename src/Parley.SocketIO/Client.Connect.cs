using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Parley.SocketIO.Adapters;
using Parley.SocketIO.Packets;

namespace Parley.SocketIO;

internal sealed partial class Client
{
    private const int IdBytes = 15; // 20 characters: other servers take a room with a name of that length for a socket

    // The way into a namespace: allowed at all → back as who it was, or asked by the middleware → told → the handlers.
    private ValueTask Connect(in IncomingPacket packet)
    {
        var name = NameOf(packet.Namespace.Span);
        JsonElement? auth = packet.Json.IsEmpty ? null : JsonElement.Parse(packet.Json.Span);
        if (Session.Protocol == 3)
            (name, auth) = SplitQuery(name);
        bool isRepeat, isFull;
        lock (_gate)
        {
            isRepeat = _connecting?.Contains(name) == true || Array.Exists(_sockets, socket => socket.Namespace.Name == name);
            isFull = _sockets.Length + (_connecting?.Count ?? 0) >= Server.Options.MaxNamespacesPerConnection;
            if (!isRepeat && !isFull)
                (_connecting ??= []).Add(name);
        }

        if (isRepeat)
            return Fault(DisconnectReason.ForcedServerClose);
        if (isFull)
            Refuse(name, new ConnectError("Too many namespaces"));
        else
            Track(JoinAsync(name, auth));
        return ValueTask.CompletedTask;
    }

    private async ValueTask JoinAsync(string name, JsonElement? auth)
    {
        Namespace? entered = null;
        try
        {
            var handshake = new Handshake(Session.Request, auth);
            if (await Server.AcquireAsync(name, handshake) is not { } space)
            {
                Refuse(name, new ConnectError("Invalid namespace"));
                return;
            }

            entered = space;
            var socket = new Socket(space, this, NewId(space), Server.Options.Recovery is null ? null : NewId(), handshake);
            var isSkipping = Server.Options.Recovery is { SkipMiddlewares: true };
            var recovered = isSkipping ? await RecoverAsync(space, handshake) : null;
            if (recovered is null && space.HasMiddleware && await space.CheckAsync(socket) is { } refusal)
            {
                Refuse(name, refusal);
                return;
            }

            recovered ??= isSkipping ? null : await RecoverAsync(space, handshake);
            if (recovered is null && !TryEnter(socket, []))
                return;
            entered = null; // the socket's end releases it
            Session.Flush();
            space.Connected(recovered ?? socket);
        }
        finally
        {
            lock (_gate)
            {
                if (_connecting?.Remove(name) == true && _connecting.Count == 0)
                    _connecting = null; // once a connection's life: no list for all the rest of it
            }

            if (entered is not null)
                Server.Release(entered);
        }
    }

    private async ValueTask<Socket?> RecoverAsync(Namespace space, Handshake handshake)
    {
        if (handshake.Auth is not { } auth || !TryGetText(auth, "pid", out var pid) || !TryGetText(auth, "offset", out var offset))
            return null;
        var recovered = await space.Adapter.RestoreSessionAsync(pid, offset, Resume, CancellationToken.None);
        return recovered is { IsConnected: true } ? recovered : null;

        Socket Resume(SavedSession saved, IReadOnlyList<OutgoingEvent> missed)
        {
            var socket = new Socket(space, this, saved.Id, pid, handshake, saved.Data) { IsRecovered = true };
            socket.Join([.. saved.Rooms]);
            TryEnter(socket, missed);
            return socket;
        }
    }

    // False when the connection ended meanwhile.
    private bool TryEnter(Socket socket, IReadOnlyList<OutgoingEvent> missed)
    {
        lock (_gate)
        {
            if (_isClosed || !socket.TryConnect())
                return false;
            _sockets = [.. _sockets, socket];
            _left?.Remove(socket.Namespace.Name);
        }

        Server.Timers.Cancel(this);
        socket.Enqueue(Answer(socket), isVolatile: false);
        foreach (var outgoing in missed)
            socket.Enqueue(outgoing, isVolatile: false);
        socket.Namespace.Enter(socket);
        if (!socket.IsConnected)
            socket.Namespace.Exit(socket); // it was closed before it was in
        return true;
    }

    private Engine.EngineMessage Answer(Socket socket)
    {
        if (Session.Protocol == 3)
            return PacketWriter.Bare(PacketType.Connect, socket.Namespace);
        var pid = socket.Pid is { } secret ? $",\"pid\":\"{secret}\"" : "";
        using var packet = PacketWriter.Begin(Server.Payloads);
        packet.WriteRaw(Encoding.ASCII.GetBytes($"{{\"sid\":\"{socket.Id}\"{pid}}}"));
        return packet.End(PacketType.Connect, socket.Namespace.Prefix, id: null);
    }

    private void Refuse(string name, ConnectError error)
    {
        if (_isClosed)
            return;
        using var packet = PacketWriter.Begin(Server.Payloads);
        var prefix = name == "/" ? [] : Encoding.UTF8.GetBytes(name + ",");
        packet.WriteConnectError(error, isBare: Session.Protocol == 3);
        Send(packet.End(PacketType.ConnectError, prefix, id: null));
    }

    private void Track(ValueTask joining)
    {
        if (!joining.IsCompletedSuccessfully)
            _ = ObserveAsync(joining.AsTask());
    }

    private async Task ObserveAsync(Task joining)
    {
        try
        {
            await joining;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: an adapter, or a handler's fault
        {
            Server.Failed(fault);
            End(DisconnectReason.ForcedServerClose);
        }
    }

    private string NewId(Namespace space) =>
        Session.Protocol != 3 ? NewId() : space.Name == "/" ? Session.Id : $"{space.Name}#{Session.Id}"; // a client of Engine.IO 3 computes it so

    private static string NewId()
    {
        Span<byte> random = stackalloc byte[IdBytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }

    private static string NameOf(ReadOnlySpan<byte> name) => name.IsEmpty ? "/" : Encoding.UTF8.GetString(name);

    private static (string Name, JsonElement? Auth) SplitQuery(string name)
    {
        var start = name.IndexOf('?', StringComparison.Ordinal);
        if (start < 0)
            return (name, null);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (key, value) in QueryHelpers.ParseQuery(name[start..]))
                json.WriteString(key, value.ToString());
            json.WriteEndObject();
        }

        return (name[..start], JsonElement.Parse(buffer.ToArray()));
    }

    private static bool TryGetText(JsonElement auth, string name, out string text)
    {
        text = auth.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return text.Length > 0;
    }
}
