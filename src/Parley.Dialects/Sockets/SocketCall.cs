using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>An event of a client, and how to answer it in its surface's words.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Ack">The wish to be answered.</param>
/// <param name="Event">The event's name.</param>
internal readonly record struct SocketCall(SocketConnection Connection, Ack Ack, string Event)
{
    /// <summary>Who sends it.</summary>
    public Account Me => Connection.Account;

    /// <summary>The language of errors.</summary>
    public Language Language => Connection.Language;

    /// <summary>It did what it says.</summary>
    public void Ok() => Connection.Surface.Confirm(Ack);

    /// <summary>It did, or not.</summary>
    public void Answer<T>(Outcome<T> outcome)
    {
        if (outcome.IsOk)
            Ok();
        else
            Refuse(outcome.Refusal);
    }

    /// <summary>It did not.</summary>
    public void Refuse(Refusal refusal, string? tempId = null) => Refuse(SocketFault.Of(refusal, Language), tempId);

    /// <summary>It did not.</summary>
    public void Refuse(WireError error, string? tempId = null) => Connection.Surface.Refuse(Connection, Ack, Event, error, tempId);

    /// <summary>A field that must be there is not.</summary>
    public void Missing(string field, string? tempId = null) => Refuse(SocketFault.Missing(field, Language), tempId);
}
