using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Hands events to the connections of this node: encoded once for each dialect, shared by all receivers, flushed together. Owned by the
/// delivery loop.
/// </summary>
internal sealed class Outbox(ConnectionRegistry registry)
{
    private readonly List<Connection> _touched = [];
    private bool _isNamed; // the event at hand went to a dialect that names messages

    // The encodings of the event at hand, a slot for each dialect that asked; few, so a list beats a map.
    private readonly List<(IDialect Dialect, ReadOnlyMemory<byte> Frame)> _encoded = [];

    public bool HasReceivers(IReadOnlyCollection<UserId> recipients)
    {
        foreach (var user in recipients)
        {
            if (registry.IsConnected(user))
                return true;
        }

        return false;
    }

    /// <summary>Hands an event to its recipients.</summary>
    /// <returns>True when one of them speaks a dialect that names messages.</returns>
    public bool Send(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients, Connection? except)
    {
        _encoded.Clear();
        _isNamed = false;
        foreach (var user in recipients)
        {
            foreach (var connection in registry.Array(user))
                SendTo(connection, outbound, except);
        }

        return _isNamed;
    }

    /// <summary>Has the connection flushed with the others.</summary>
    public void Touch(Connection connection)
    {
        if (connection.IsTouched)
            return;
        connection.IsTouched = true;
        _touched.Add(connection);
    }

    public void Flush()
    {
        foreach (var connection in _touched)
        {
            connection.IsTouched = false;
            connection.Flush();
        }

        _touched.Clear();
    }

    private void SendTo(Connection connection, OutboundEvent outbound, Connection? except)
    {
        if (outbound is MessageSent { Message: var message })
        {
            if (ReferenceEquals(connection, except))
                return; // noted once its answer is queued
            var frame = Encode(connection.Dialect, outbound);
            if (frame.IsEmpty)
            {
                connection.Pass((MessageSent)outbound);
                return;
            }

            connection.Give(message, frame);
        }
        else
        {
            if (ReferenceEquals(connection, except) || (outbound is ApplicationEvent at && at.TenantId != connection.Account.TenantId))
                return;
            var frame = Encode(connection.Dialect, outbound);
            if (frame.IsEmpty)
            {
                if (outbound is ConversationEvent change)
                    connection.Pass(change);
                return;
            }

            connection.Give(frame, outbound);
        }

        Touch(connection);
    }

    private ReadOnlyMemory<byte> Encode(IDialect dialect, OutboundEvent outbound)
    {
        foreach (var (known, encoded) in _encoded)
        {
            if (ReferenceEquals(known, dialect))
                return encoded;
        }

        var frame = dialect.Encode(outbound);
        _encoded.Add((dialect, frame));
        _isNamed |= dialect.NamesMessages;
        return frame;
    }
}
