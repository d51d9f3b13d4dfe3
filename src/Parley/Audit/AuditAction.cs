namespace Parley.Audit;

/// <summary>A key operation. Stored by number: never renumber.</summary>
public enum AuditAction : byte
{
    /// <summary>Somebody signed in.</summary>
    SignedIn = 1,

    /// <summary>A sign-in with a wrong name or password; the actor is whose password it was not, where that is known.</summary>
    SignInFailed = 2,

    /// <summary>Somebody changed its password.</summary>
    PasswordChanged = 3,

    /// <summary>A contact was added.</summary>
    ContactCreated = 4,

    /// <summary>A contact was changed.</summary>
    ContactChanged = 5,

    /// <summary>A contact was deleted.</summary>
    ContactDeleted = 6,

    /// <summary>A message was recalled.</summary>
    MessageRecalled = 7,

    /// <summary>An account was banned.</summary>
    Banned = 8,

    /// <summary>An account was freed.</summary>
    Freed = 9,

    /// <summary>An account was disabled.</summary>
    Disabled = 10,

    /// <summary>Somebody called for help from an order; the target is the call. Whose number was told is kept with it.</summary>
    EmergencyCalled = 11,

    /// <summary>An agent joined an order's room; the target is the conversation.</summary>
    RoomJoined = 12,

    /// <summary>Something was announced, or is to be; the target is the announcement.</summary>
    Announced = 13,

    /// <summary>An announcement was taken back before it was said.</summary>
    AnnouncementCancelled = 14,

    /// <summary>A tenant was changed; the target is the tenant.</summary>
    TenantChanged = 15,

    /// <summary>A tenant got a new API key; the target is the tenant.</summary>
    TenantKeyRotated = 16,

    /// <summary>Somebody took a report, or decided on it; the target is the report.</summary>
    ReportDecided = 17,

    /// <summary>The list of sensitive words was changed.</summary>
    WordsChanged = 18,

    /// <summary>A dead job was given another chance; the target is the job.</summary>
    JobRetried = 19,

    /// <summary>A job was removed; the target is the job.</summary>
    JobCancelled = 20,

    /// <summary>An account was given another role.</summary>
    RoleChanged = 21,

    /// <summary>All sessions of an account were ended by an admin.</summary>
    SignedOut = 22,

    /// <summary>A key was replaced; the target is the new one's number.</summary>
    KeyRotated = 40,

    /// <summary>Somebody asked for a person's data; the target is the person.</summary>
    DataExported = 41,

    /// <summary>An account is to be erased; the target is the person.</summary>
    AccountErased = 42,

    /// <summary>A conversation under report was read; the target is the report.</summary>
    ReportedConversationRead = 43,

    /// <summary>What somebody wrote that the rules on content found was read; the target is the hit.</summary>
    HitRead = 50,

    /// <summary>A webhook was turned on or off by who looks after its tenant; the target is the webhook.</summary>
    WebhookSwitched = 51,

    /// <summary>A delivery to a webhook is sent again; the target is the delivery.</summary>
    DeliveryRetried = 52,

    /// <summary>A setting was changed while the server ran; what held before and after is kept with it.</summary>
    SettingChanged = 53,

    /// <summary>A changed setting was set back to what is configured.</summary>
    SettingReset = 54,

    /// <summary>A person was given the link to the copy of its data; the target is the person.</summary>
    DataHandedOut = 60,

    /// <summary>An admin looked at all of an account, its numbers whole; the target is the person.</summary>
    AccountRead = 61,

    /// <summary>An agent was taken out of an order's room by an admin; the target is the conversation.</summary>
    AgentRemoved = 70,

    /// <summary>Something was begun, and its end is not known: the process was killed meanwhile, or the operation failed half-way. It may be done or not.</summary>
    Unfinished = 71,

    /// <summary>An account was made by an admin, or on the command line; the target is the account.</summary>
    AccountCreated = 72,

    /// <summary>A tenant was made; the target is the tenant.</summary>
    TenantCreated = 73,

    /// <summary>Somebody took a call for help, or closed it; the target is the call.</summary>
    EmergencyHandled = 76,

    /// <summary>An agent left an order's room; the target is the conversation.</summary>
    RoomLeft = 77,

    /// <summary>A dispute was decided; the target is the order.</summary>
    DisputeDecided = 78,
}
