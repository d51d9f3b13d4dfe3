using System.Text.Json;

namespace Parley.SocketIO.Conformance;

/// <summary>What a client may ask for in every namespace of the black-box tests.</summary>
internal static class BlackBoxEvents
{
    public static void Serve(Socket socket, Departures departures)
    {
        departures.Watch(socket);
        ServeMessages(socket);
        ServeRooms(socket);
        ServeOthers(socket);
    }

    private static void ServeMessages(Socket socket)
    {
        var marks = new List<int>();
        var seen = new List<string>();
        socket.Use(async (call, next) =>
        {
            if (call.Name == "refuse-me")
                socket.Emit("refused", call.Name);
            else
                await next();
        });
        socket.OnAny(call =>
        {
            seen.Add(call.Name); // events of one connection come one after the other
            if (call.Name == "echo")
                call.Ack.Send(Values.Of(call));
            else if (call.Name == "message")
                socket.Emit("message-back", Values.Of(call));
        });
        socket.On("seen", (Ack ack) => ack.Send(seen.ToArray()));
        socket.On("mark", (int number) =>
        {
            marks.Add(number);
            socket.Emit("mirror", number);
        });
        socket.On("marks", (Ack ack) => ack.Send(marks.ToArray()));
        socket.On("burst", (int count, int size) =>
        {
            var filler = new string('x', size);
            for (var i = 0; i < count; i++)
                socket.Emit("burst", i, filler);
        });
        socket.On("twice", (Ack ack) =>
        {
            ack.Send("first");
            ack.Send("second");
        });
        socket.On("never", () => { });
        socket.On("throw", () => throw new InvalidOperationException("as asked for"));
        socket.On("data", (JsonElement value, Ack ack) =>
        {
            socket.Data["value"] = value;
            ack.Send();
        });
        socket.On("whoami", (Ack ack) => ack.Send(WhoAmI.Of(socket)));
        socket.On("disconnect-me", (bool close) => socket.Disconnect(close));
        socket.OnError(_ => { }); // the tests send payloads of wrong types on purpose
    }

    private static void ServeRooms(Socket socket)
    {
        socket.On("join", (string room, Ack ack) =>
        {
            socket.Join(room);
            if (ack.IsRequested)
                ack.Send(About.RoomsOf(socket));
        });
        socket.On("leave", (string room, Ack ack) =>
        {
            socket.Leave(room);
            if (ack.IsRequested)
                ack.Send(About.RoomsOf(socket));
        });
        socket.On("emit", (Plan plan, Ack ack) =>
        {
            plan.Emit(socket);
            ack.Send();
        });
        socket.On("fetch", async (Plan plan, Ack ack) =>
        {
            var found = await plan.In(socket.Namespace).FetchSocketsAsync(socket.Disconnected);
            ack.Send(found.Select(About.Of).ToArray());
        });
        socket.On("sockets-join", (Plan plan, Ack ack) =>
        {
            plan.In(socket.Namespace).SocketsJoin(plan.Rooms ?? []);
            ack.Send();
        });
        socket.On("sockets-leave", (Plan plan, Ack ack) =>
        {
            plan.In(socket.Namespace).SocketsLeave(plan.Rooms ?? []);
            ack.Send();
        });
        socket.On("disconnect-sockets", (Plan plan) => plan.In(socket.Namespace).DisconnectSockets(plan.Close));
    }

    private static void ServeOthers(Socket socket)
    {
        socket.On("ask", async (Question question, Ack ack) =>
        {
            try
            {
                var answer = await socket.Timeout(TimeSpan.FromMilliseconds(question.Timeout)).EmitWithAckAsync<Arguments>(question.Event, question.Arg);
                ack.Send(new Dictionary<string, object?>(StringComparer.Ordinal) { ["answer"] = Values.Of(answer!)[0] });
            }
            catch (Exception fault) when (fault is AckTimeoutException or SocketDisconnectedException)
            {
                ack.Send(new Failure("timeout"));
            }
        });
        socket.On("ask-all", async (Plan plan, Ack ack) =>
        {
            try
            {
                var answers = await plan.In(socket.Namespace).EmitWithAckAsync<JsonElement>(plan.Event, plan.Values());
                ack.Send(new Dictionary<string, object?>(StringComparer.Ordinal) { ["answers"] = answers.ToArray() });
            }
            catch (AckTimeoutException)
            {
                ack.Send(new Failure("timeout"));
            }
        });
    }

    /// <summary>A question that the client is to be asked.</summary>
    internal sealed record Question(string Event, JsonElement Arg, int Timeout);

    /// <summary>What did not work.</summary>
    internal sealed record Failure(string Error);
}
