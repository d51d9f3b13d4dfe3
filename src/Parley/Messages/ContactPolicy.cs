namespace Parley.Messages;

/// <summary>Who may write to whom in a direct conversation. Stored by number: never renumber.</summary>
public enum ContactPolicy : byte
{
    /// <summary>Anybody in the tenant.</summary>
    Open = 0,

    /// <summary>One message to a person who has not answered yet; free once they have.</summary>
    FirstContact = 1,

    /// <summary>Friends, and people who wrote first.</summary>
    Friends = 2,
}
