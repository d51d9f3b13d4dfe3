namespace Parley.Messages;

/// <summary>What a message is. Stored by number: never renumber.</summary>
public enum MessageType : byte
{
    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>A picture.</summary>
    Image = 2,

    /// <summary>Any other file.</summary>
    File = 3,

    /// <summary>Written by the server; refused from clients.</summary>
    System = 4,

    /// <summary>A voice recording.</summary>
    Voice = 5,

    /// <summary>A place.</summary>
    Location = 6,

    /// <summary>A step of an order; written by the server.</summary>
    Order = 7,
}
