namespace Parley.SocketIOMicro;

/// <summary>The message of the load program: about 200 bytes as an event.</summary>
internal static class Sample
{
    public const string Text =
        "All happy families are alike; every unhappy family is unhappy in its own way. All happy families are alike; every unhappy family is unhappy in its own w";

    public static RelayMessage Message { get; } = new("room-1", 10_000_000, Text);

    /// <summary>As a client sends it, with an ack's id.</summary>
    public static string Packet(string name, string room) => $"210000000[\"{name}\",{{\"to\":\"{room}\",\"n\":10000000,\"text\":\"{Text}\"}}]";
}
