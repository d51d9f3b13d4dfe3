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

    private const int MaxNameBytes = 1024; // every packet of a namespace carries its name

    // The way into a namespace: allowed at all → back as who it was, or asked by the middleware → told → the handlers.
    private ValueTask Connect(in IncomingPacket packet)
    {
        if (packet.Namespace.Length > MaxNameBytes && Session.Protocol != 3) // a query stands behind the name there
            return Fault(DisconnectReason.ForcedServerClose);
        var name = NameOf(packet.Namespace.Span);
        JsonElement? auth = packet.Json.IsEmpty ? null : JsonElement.Parse(packet.Json.Span);
        if (Session.Protocol == 3)
            (name, auth) = SplitQuery(name);
        if (name.Length > MaxNameBytes)
            return Fault(DisconnectReason.ForcedServerClose);
        var joining = new Joining(name, auth);
        bool isRepeat, isFull;
        lock (_gate)
        {
            isRepeat = _connecting?.Exists(other => other.Name == name) == true || Array.Exists(_sockets, socket => socket.Namespace.Name == name);
            isFull = _sockets.Length + (_connecting?.Count ?? 0) >= Server.Options.MaxNamespacesPerConnection;
            if (!isRepeat && !isFull)
                (_connecting ??= []).Add(joining);
        }

        if (isRepeat)
            return Fault(DisconnectReason.ForcedServerClose);
        if (isFull)
            Refuse(name, new ConnectError("Too many namespaces"));
        else
            Track(JoinAsync(joining));
        return ValueTask.CompletedTask;
    }

    private async ValueTask JoinAsync(Joining joining)
    {
        Socket? fresh = null; // what its end releases, it does
        try
        {
            var handshake = new Handshake(Session.Request, joining.Auth);
            if (await AcquireAsync(joining, handshake) is not { } space)
                return;
            fresh = new Socket(space, this, NewId(space), Server.Options.Recovery is null || Session.Protocol == 3 ? null : NewId(), handshake);
            var recovered = Server.Options.Recovery is { SkipMiddlewares: true } ? await RecoverAsync(joining, fresh) : null;
            if (recovered is null && space.HasMiddleware && !await IsLetInAsync(joining, fresh))
                return;
            recovered ??= Server.Options.Recovery is { SkipMiddlewares: false } ? await RecoverAsync(joining, fresh) : null;
            if (recovered is null && !TryEnter(joining, fresh, []))
                return;
            space.Connected(recovered ?? fresh);
            Session.Flush(); // behind the handlers' first steps: what they register hears all that happens once the client knows
            if (recovered is null)
                fresh = null;
        }
        finally
        {
            lock (_gate)
                Finish(joining);
            fresh?.Close(DisconnectReason.ForcedServerClose);
        }
    }

    // Before the client is told either way: from then on it may ask again, or leave and ask again. Under the gate.
    private void Finish(Joining joining)
    {
        if (_connecting?.Remove(joining) == true && _connecting.Count == 0)
            _connecting = null; // once a connection's life: no list for all the rest of it
    }

    // Null: the client was told.
    private async ValueTask<Namespace?> AcquireAsync(Joining joining, Handshake handshake)
    {
        var error = "Invalid namespace";
        try
        {
            if (await Server.AcquireAsync(joining.Name, handshake) is { } space)
                return space;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: the application's question, or its pattern's time-out
        {
            Server.Failed(fault);
            error = "Internal server error";
        }

        Refuse(joining, new ConnectError(error));
        return null;
    }

    private async ValueTask<bool> IsLetInAsync(Joining joining, Socket socket)
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            (_entering ??= []).Add(socket);
        }

        var refusal = await socket.Namespace.CheckAsync(socket);
        lock (_gate)
        {
            if (_entering?.Remove(socket) == true && _entering.Count == 0)
                _entering = null;
        }

        if (refusal is not null)
            Refuse(joining, refusal);
        return refusal is null;
    }

    private async ValueTask<Socket?> RecoverAsync(Joining joining, Socket fresh)
    {
        if (fresh.Handshake.Auth is not { } auth || !TryGetText(auth, "pid", out var pid) || !TryGetText(auth, "offset", out var offset))
            return null;
        var recovered = Server.Options.Recovery!.Store is { } store
            ? store.Take(fresh, pid, offset) is { } kept ? Resume(kept, []) : null
            : await fresh.Namespace.Adapter.RestoreSessionAsync(pid, offset, Resume, CancellationToken.None);
        return recovered is { IsConnected: true } ? recovered : null;

        Socket Resume(SavedSession saved, IReadOnlyList<OutgoingEvent> missed)
        {
            Server.Share(fresh.Namespace);
            var socket = new Socket(fresh.Namespace, this, saved.Id, pid, fresh.Handshake, saved.Data) { IsRecovered = true, Tag = fresh.Tag };
            socket.Join([.. saved.Rooms, .. fresh.Rooms.Where(room => room != fresh.Id)]); // what middleware did to the new one
            if (!TryEnter(joining, socket, missed))
                socket.Close(DisconnectReason.TransportClose);
            return socket;
        }
    }

    // False when the connection ended meanwhile.
    private bool TryEnter(Joining joining, Socket socket, IReadOnlyList<OutgoingEvent> missed)
    {
        lock (_gate)
        {
            if (_isClosed || !socket.TryConnect())
                return false;
            Finish(joining);
            _sockets = [.. _sockets, socket];
            _left?.Remove(socket.Namespace.Name);
        }

        Server.Timers.Cancel(this);
        socket.Enqueue(Answer(socket), isVolatile: false);
        foreach (var outgoing in missed)
            socket.Enqueue(outgoing.Message, isVolatile: false);
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

    private void Refuse(Joining joining, ConnectError error)
    {
        lock (_gate)
            Finish(joining);
        Refuse(joining.Name, error);
    }

    private void Refuse(string name, ConnectError error)
    {
        if (_isClosed)
            return;
        try
        {
            Send(RefusalOf(name, error));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: data without a contract, or that can't be written
        {
            Server.Failed(fault);
            Send(RefusalOf(name, new ConnectError(error.Message)));
        }
    }

    private Engine.EngineMessage RefusalOf(string name, ConnectError error)
    {
        using var packet = PacketWriter.Begin(Server.Payloads);
        var prefix = name == "/" ? [] : Encoding.UTF8.GetBytes(name + ",");
        packet.WriteConnectError(error, isBare: Session.Protocol == 3);
        return packet.End(PacketType.ConnectError, prefix, id: null);
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

    /// <summary>A namespace on its way in, as long as the client was told nothing.</summary>
    private sealed class Joining(string name, JsonElement? auth)
    {
        public string Name { get; } = name;

        public JsonElement? Auth { get; } = auth;
    }
}
