namespace Parley.SocketIOLoad;

/// <summary>What the clients do once they are connected. Runs on the one thread of <see cref="Loop"/>.</summary>
internal abstract class Scenario
{
    public Tally Tally { get; } = new();

    /// <summary>All clients, in the order of their index, once connecting has begun.</summary>
    public List<Client> Clients { get; } = [];

    /// <summary>False before the start and while the last messages are waited for.</summary>
    public bool Sending { get; set; }

    /// <summary>Every client is where it may send from.</summary>
    public abstract bool Ready { get; }

    /// <summary>Nothing is under way.</summary>
    public virtual bool Settled => true;

    public virtual void Greeted(Client client) => Tally.Connected(client.Begun);

    public void Joined(Client client) => Tally.Joined();

    public virtual void Acked(Client client, int message) => client.Refuse("an ack that nobody asked for");

    public virtual void Heard(Client client, int message) => client.Refuse("a message that nobody sent");

    /// <summary>How long the loop may sleep, in milliseconds.</summary>
    public virtual int Sleep => 20;

    /// <summary>Called on every turn of the loop.</summary>
    public virtual void Turn()
    {
    }

    /// <summary>Sends all that a client may: at the start, and whenever something has come to it.</summary>
    public virtual void Fill(Client client)
    {
    }
}
