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
}
